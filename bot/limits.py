"""Discord's limits that the bot uses, each once, with its source in Discord's documentation."""

# https://docs.discord.com/developers/components/reference#text-display
# (all text displays of one message together)
CARD_TEXT = 4_000

# https://docs.discord.com/developers/components/reference#string-select
SELECT_OPTIONS = 25
SELECT_OPTION_LABEL = 100
SELECT_OPTION_DESCRIPTION = 100

# https://docs.discord.com/developers/interactions/application-commands
CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100

# https://docs.discord.com/developers/resources/message#create-message
NONCE = 25

# https://docs.discord.com/developers/components/using-modal-components
MODAL_TITLE = 45

# https://docs.discord.com/developers/components/reference#label
FIELD_LABEL = 45
FIELD_ABOUT = 100

# https://docs.discord.com/developers/components/reference#text-input
PLACEHOLDER = 100

# https://docs.discord.com/developers/resources/channel#start-thread-without-message
THREAD_NAME = 100

# https://docs.discord.com/developers/resources/guild#modify-guild-member
TIMEOUT_DAYS = 28

# https://docs.discord.com/developers/resources/audit-log
AUDIT_REASON = 512

# https://docs.discord.com/developers/resources/auto-moderation
AUTOMOD_KEYWORDS = 1_000
AUTOMOD_KEYWORD = 60
AUTOMOD_PATTERNS = 10
AUTOMOD_PATTERN = 260
AUTOMOD_MESSAGE = 150
AUTOMOD_EXEMPT_ROLES = 20
AUTOMOD_EXEMPT_CHANNELS = 50
AUTOMOD_KEYWORD_RULES = 6  # a server may have
