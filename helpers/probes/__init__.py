"""What has to watch a student's function from inside its own process.

A test may run in another process than the function it tests; the function is
then a stub that ships arguments there and results back. Memory, imports,
gradients and the inside of a Keras model can't be observed across that border,
so such an observation is a *probe*: ``probe(f, *args, **options)`` runs
``f(*args)`` where ``f`` lives and returns plain data. On an ordinary function
it simply runs here. A stub is recognized by its type's method
``run_probe(name, args, options)``, which is to run ``PROBES[name]`` on the real
function and return what that returns. Nothing but the probes crosses: a test
looks at a gradient or at a returned model through them only.
"""

from helpers.probes.border import PROBES, ProbeVerdict, probe
from helpers.probes.gradients import value_and_gradient
from helpers.probes.libraries import LibraryUsedError, call_without
from helpers.probes.memory import peak_memory
from helpers.probes.models import model_report
from helpers.probes.pruning import pruning_trace
from helpers.probes.steps import count_steps

__all__ = [
    "PROBES",
    "LibraryUsedError",
    "ProbeVerdict",
    "call_without",
    "count_steps",
    "model_report",
    "peak_memory",
    "probe",
    "pruning_trace",
    "value_and_gradient",
]
