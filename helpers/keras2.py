"""Make TensorFlow hand out Keras 2, which tfmot and TFLite's int8 path need.

TensorFlow 2.16 and later ship Keras 3 as ``tf.keras``. The environment
variable ``TF_USE_LEGACY_KERAS=1`` brings Keras 2 (the ``tf_keras`` package)
back, but it is read when TensorFlow is imported and again when ``tf.keras``
is first used; set later it is ignored without a word, and
tensorflow-model-optimization then refuses every model.
See https://blog.tensorflow.org/2024/03/whats-new-in-tensorflow-216.html
"""

import os
import sys

TOO_LATE = (
    "tf.keras is Keras 3 already, and this course needs Keras 2 "
    "(tensorflow-model-optimization works with nothing newer). "
    "Restart the kernel, and import helpers before anything uses tf.keras."
)


def require_keras_2() -> None:
    """Choose Keras 2 now, while TensorFlow still listens.

    Cheap while TensorFlow isn't imported: it sets environment variables.

    Raises:
        RuntimeError: If ``tf.keras`` was used before and is Keras 3.
    """
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
    # TensorFlow's start-up log (CPU features, missing GPUs) is noise on a page.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # With oneDNN, TensorFlow says so on standard error whatever the log level, and rounds
    # otherwise on every kind of processor.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    tensorflow = sys.modules.get("tensorflow")
    if tensorflow is None or not hasattr(tensorflow, "__version__"):
        return
    if not _keras_3_in_use(tensorflow):
        _find_submodules_in_keras_2(tensorflow)
    if not tensorflow.keras.Model.__module__.startswith("tf_keras."):
        raise RuntimeError(TOO_LATE)


def _keras_3_in_use(tensorflow) -> bool:
    if "tensorflow.keras" in sys.modules:
        return True
    loader_state = object.__getattribute__(tensorflow.__dict__["keras"], "__dict__")
    return loader_state.get("_tfll_keras_version") == "keras_3"


def _find_submodules_in_keras_2(tensorflow) -> None:
    """Point ``from tensorflow.keras import ...`` to where ``tf.keras`` points.

    TensorFlow put Keras 3's folder on its module path if the variable wasn't
    set when it was imported.
    """
    import keras
    import tf_keras.api._v2

    folder = os.path.dirname(tf_keras.api._v2.__file__)
    keras_3 = os.path.dirname(keras.__file__)
    tensorflow.__path__ = [folder] + [
        place for place in tensorflow.__path__ if not place.startswith(keras_3)
    ]
