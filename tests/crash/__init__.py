"""What a kill -9 may not cost: an acknowledged save, a save without its row in the trail, or half of an import.

The longer runs are `python -m tests.crash.kill_run --kills 500`, `… kill_imports --kills 50` and `… kill_site`.
"""
