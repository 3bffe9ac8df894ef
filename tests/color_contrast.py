"""Whether text in one color can be read on another (WCAG 2.2)."""

#: The least contrast of text that passes, success criterion 1.4.3.
READABLE = 4.5


def luminance(color: str) -> float:
    """Return a hexadecimal color's relative luminance, 0 to 1."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hexadecimal colors, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
