"""What holds for every test."""

from hypothesis import HealthCheck, settings

# The same examples in every run, and no judgement by the clock of whatever machine this is.
settings.register_profile(
    "biztalk", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("biztalk")
