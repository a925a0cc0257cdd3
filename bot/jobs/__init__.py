"""Durable timers: what happens later is a row, and one runner does what is due."""

from bot.jobs.runner import Handler, Runner
from bot.store.jobs import Job, Payload

__all__ = ["Handler", "Job", "Payload", "Runner"]
