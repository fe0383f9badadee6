"""The roof: settings, the URL table, the command `xiangban`, and what starts and stops the site.

Nobody imports it, and no rule of the field stands here.
"""
