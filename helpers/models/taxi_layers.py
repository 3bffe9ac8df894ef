"""Layers that turn a taxi ride, as it was recorded, into features.

Layers are classes, so this room needs TensorFlow as soon as it is imported:
``helpers.models.taxi`` imports it only when it builds a model. Each layer is
registered, so that a saved model finds it again, and is made of TensorFlow's
operations alone, so that an exported model needs none of this code.
"""

import math

import tensorflow as tf

#: A degree of latitude on the WGS 84 ellipsoid, averaged from pole to equator.
KM_PER_DEGREE = 111.13


@tf.keras.utils.register_keras_serializable("taxi")
class Calendar(tf.keras.layers.Layer):
    """Read the year, the hour or the day of the week off a time stamp.

    Stamps, (n, 1) strings like "2011-01-28 20:42:59 UTC", become (n, 1)
    int64: years as they are, hours from 0, days from 0 (Saturday).
    """

    def __init__(self, part, **options):
        """Remember the part: "year", "hour" or "day"."""
        super().__init__(**options)
        if part not in ("year", "hour", "day"):
            raise ValueError(f"no part {part!r}: year, hour or day")
        self.part = part

    def call(self, stamps):
        """Return the part of each stamp."""

        def digits(first, length):
            text = tf.strings.substr(stamps, first, length)
            return tf.strings.to_number(text, tf.int64)

        if self.part == "hour":
            return digits(11, 2)
        year, month, day = digits(0, 4), digits(5, 2), digits(8, 2)
        if self.part == "year":
            return year
        # Zeller's congruence. January and February count as months
        # 13 and 14 of the year before, so that leap days come last.
        early = tf.cast(month < 3, tf.int64)
        year, month = year - early, month + 12 * early
        leap_days = year // 4 - year // 100 + year // 400
        return (day + 13 * (month + 1) // 5 + year + leap_days) % 7

    def get_config(self):
        """Return what a saved model needs to make this layer again."""
        return {**super().get_config(), "part": self.part}


@tf.keras.utils.register_keras_serializable("taxi")
class Distance(tf.keras.layers.Layer):
    """Measure the straight line from pick-up to drop-off.

    Takes (n, 4): longitude and latitude of the pick-up, then of the
    drop-off, in degrees. Gives (n, 1) kilometers on a flat map, which is
    good for a city; or, with unit="degrees", Euclid's formula on raw
    degrees, as if both kinds were equally long.
    """

    def __init__(self, unit="km", **options):
        """Remember the unit: "km" or "degrees"."""
        super().__init__(**options)
        if unit not in ("km", "degrees"):
            raise ValueError(f"no unit {unit!r}: km or degrees")
        self.unit = unit

    def call(self, places):
        """Return the length of each ride."""
        lon1, lat1, lon2, lat2 = tf.split(places, 4, axis=-1)
        east, north = lon2 - lon1, lat2 - lat1
        if self.unit == "km":
            # Meridians draw closer together toward the pole.
            middle = (lat1 + lat2) / 2 * math.pi / 180
            east = east * KM_PER_DEGREE * tf.cos(middle)
            north = north * KM_PER_DEGREE
        return tf.sqrt(east**2 + north**2)

    def get_config(self):
        """Return what a saved model needs to make this layer again."""
        return {**super().get_config(), "unit": self.unit}


@tf.keras.utils.register_keras_serializable("taxi")
class Cell(tf.keras.layers.Layer):
    """Cross buckets: give every combination of bucket numbers its own number.

    Takes (n, k) numbers from 0 to buckets - 1, gives (n, 1) from 0 to
    buckets**k - 1. Unlike a hash, it never gives a number twice.
    """

    def __init__(self, buckets, **options):
        """Remember how many buckets each axis has."""
        super().__init__(**options)
        self.buckets = buckets

    def call(self, numbers):
        """Return the cell of each row."""
        axes = numbers.shape[-1]
        powers = [self.buckets**axis for axis in reversed(range(axes))]
        weighted = numbers * tf.constant(powers, dtype=numbers.dtype)
        return tf.reduce_sum(weighted, axis=-1, keepdims=True)

    def get_config(self):
        """Return what a saved model needs to make this layer again."""
        return {**super().get_config(), "buckets": self.buckets}
