"""The look of every page: base page, components, form rendering, vendored browser libraries, error pages.

What a page says and who may see it is in the rooms above.
"""
