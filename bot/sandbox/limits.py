"""Discord's limits, each once.

Beside each stands where it is from: a schema of Discord's OpenAPI document
(https://github.com/discord/discord-api-spec), or a page under https://discord.com/developers/docs/.
Lengths count characters (code points) unless they say bytes.
"""

# MessageCreateRequest, BaseCreateMessageCreateRequest; resources/message
CONTENT = 2000  # the schema's 4000 is for accounts that pay
EMBEDS = 10
STICKERS = 3
ATTACHMENTS = 10
NONCE = 25
INT64 = 2**63

# PinnedMessagesResponse's route; resources/message#pin-message and error 30003
PINS = 250
PINS_IN_A_PAGE = 50

# CreateTextThreadWithoutMessageRequest, ThreadAutoArchiveDuration; the count of members shown:
# topics/threads#thread-fields. The cap is not documented; 1,000 is what people meet.
THREAD_NAME = 100
ARCHIVE_MINUTES = (60, 1440, 4320, 10_080)
SLOWMODE_SECONDS = 21_600
THREAD_MEMBERS_COUNTED = 50
ACTIVE_THREADS = 1000

# A file and a whole request: discord/discord-api-docs#8572, resources/message#create-message.
# The pages say 20 MiB a file since 2026; 10 is what the API was seen to take in a guild unboosted.
FILE_BYTES = 10 * 1024 * 1024
REQUEST_BYTES = 25 * 1024 * 1024

# MessageAttachmentRequest
ATTACHMENT_TEXT = 1024
WAVEFORM = 400
DURATION_SECONDS = 2**31 - 1

# MessageAllowedMentionsRequest
MENTIONED_IDS = 100

# resources/message#bulk-delete-messages
BULK_DELETE_LEAST = 2
BULK_DELETE_MOST = 100

# RichEmbed and its parts; the sum: resources/message#embed-object-embed-limits
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
EMBED_FIELD_NAME = 256
EMBED_FIELD_VALUE = 1024
EMBED_FOOTER = 2048
EMBED_AUTHOR = 256
EMBEDS_TOTAL = 6000
EMBED_URL = 2048
COLOUR = 0xFFFFFF

# components/reference#legacy-message-component-behavior, components/reference#component-object
ROWS = 5
V2_COMPONENTS = 40
V2_TEXT = 4000
# discord/discord-api-docs#8554, measured: past this sum, all TextDisplays' UTF-8 bytes and
# 12 for each of them, Discord answers 500.
V2_STORED_BYTES = 10_170
V2_STORED_BYTES_PER_TEXT = 12
COMPONENT_ID = 2**31 - 1  # "32 bit integer used as an optional identifier"

# ActionRowComponentForMessageRequest, SectionComponentForMessageRequest and their neighbours
ROW_WIDTH = 5
CUSTOM_ID = 100
BUTTON_LABEL = 80
BUTTON_URL = 512
SELECT_OPTIONS = 25
SELECT_VALUES = 25
OPTION_TEXT = 100
SELECT_PLACEHOLDER = 150
SECTION_TEXTS = 3
GALLERY_ITEMS = 10
MEDIA_DESCRIPTION = 1024
MEDIA_URL = 2048
EMOJI_NAME = 32

# ModalInteractionCallbackRequestData, LabelComponentForModalRequest and what a label holds
MODAL_TITLE = 45
MODAL_ROWS = 5  # interactions/receiving-and-responding; the schema's 40 is not what is accepted
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT_TEXT = 4000
INPUT_PLACEHOLDER = 100
RADIO_OPTIONS_LEAST = 2
RADIO_OPTIONS = 10
CHECKBOXES = 10
FILES_UPLOADED = 10

# ApplicationCommandCreateRequest; interactions/application-commands
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_OPTIONS = 25
COMMAND_CHARACTERS = 8000
COMMANDS_IN_ONE_PUT = 130
CHAT_COMMANDS = 100
USER_COMMANDS = 15
MESSAGE_COMMANDS = 15
DAILY_COMMAND_CREATES = 200
PERMISSIONS = 18_014_398_509_481_983
STRING_OPTION_LENGTH = 6000

# ApplicationCommandOptionStringChoice, Int53Type
CHOICES = 25
CHOICE_NAME = 100
CHOICE_TEXT = 100  # interactions/application-commands; the schema says 6000
INT53 = 2**53 - 1

# Create Webhook (resources/webhook), and what error 30007 says
WEBHOOK_NAME = 80
WEBHOOKS = 15

# PollCreateRequest; resources/poll
POLL_QUESTION = 300
POLL_ANSWERS = 10
POLL_ANSWER = 55
POLL_HOURS = 768

# resources/guild#modify-guild-member
TIMEOUT_DAYS = 28

# resources/audit-log. For how long deletions join one entry no page says: 5 minutes is a guess.
AUDIT_REASON = 512
AUDIT_DAYS = 45
AUDIT_ENTRIES = 100
AUDIT_JOINED_SECONDS = 300

# KeywordUpsertRequest and its neighbours, KeywordTriggerMetadata; resources/auto-moderation
RULE_NAME = 100
RULE_ACTIONS = 5
RULE_EXEMPT_ROLES = 20
RULE_EXEMPT_CHANNELS = 50
RULE_KEYWORDS = 1000
RULE_KEYWORD = 60
RULE_PATTERNS = 10
RULE_PATTERN = 260
RULE_ALLOWED = 100
RULE_ALLOWED_BESIDE_PRESETS = 1000
RULE_MENTIONS = 50
RULE_TIMEOUT_SECONDS = 2_419_200
RULE_CUSTOM_MESSAGE = 150  # the schema's 300 is not what the page says
KEYWORD_RULES = 6
OTHER_RULES = 1  # of each other kind
