"""What the bot knows, decides, remembers and does."""

import os

# onnxruntime tells its maker what it runs on unless this stands before it is imported (Privacy.md
# in its package). The bot speaks to Discord and to nobody else.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
