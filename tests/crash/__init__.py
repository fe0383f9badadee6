"""What a kill -9 in the middle of saving may not cost: an acknowledged save, or a save without its row in the trail.

The longer run is `python -m tests.crash.kill_run --kills 500`.
"""
