from tests.unit.store.conftest import clock, contents, migrations, move, path, sighting, store

__all__ = ["clock", "contents", "migrations", "move", "path", "sighting", "store"]
