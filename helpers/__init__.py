"""What the chapters, the labs and the experiments import.

``import helpers`` is cheap: TensorFlow, scikit-learn and pandas are imported
by the functions that need them. What it does do is make sure that TensorFlow
hands out Keras 2.
"""

from helpers.keras2 import require_keras_2

require_keras_2()
