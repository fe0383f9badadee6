"""The registry of indicators: each room from here upward declares its own in indicators.py, collected at start.

What an indicator is stands in definitions.py.
"""

from xiangban.figures.definitions import Indicator, IndicatorTaken

_indicators: dict[str, Indicator] = {}


def register(*indicators: Indicator) -> None:
    """Make figures known; raises IndicatorTaken when code and version are another room's."""
    for indicator in indicators:
        if _indicators.setdefault(indicator.key, indicator) is not indicator:
            raise IndicatorTaken(indicator.key)


def indicator(key: str) -> Indicator:
    """The figure of this code and version ("code@version"); raises KeyError."""
    return _indicators[key]


def indicators() -> tuple[Indicator, ...]:
    """Every figure known, by its key."""
    return tuple(_indicators[key] for key in sorted(_indicators))
