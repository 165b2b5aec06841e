"""Numbers of the outside world, each with the place it is known from."""

# Bot API reference, sendMessage and sendPhoto: counted in UTF-16 units after entity parsing.
TEXT_MAX = 4096
CAPTION_MAX = 1024
# Bot API reference, InlineKeyboardButton.callback_data: bytes, not characters.
CALLBACK_DATA_MAX_BYTES = 64
# Undocumented; python-telegram-bot's InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER.
INLINE_BUTTONS_MAX = 100
# Bot API reference, answerCallbackQuery.text.
CALLBACK_ANSWER_MAX = 200
# Bot API reference, sendMediaGroup.
ALBUM_MIN = 2
ALBUM_MAX = 10
# Bot API reference, copyMessages, forwardMessages, deleteMessages.
MESSAGE_IDS_MAX = 100
# Bot API reference, BotCommand and setMyCommands.
COMMANDS_MAX = 100
COMMAND_DESCRIPTION_MAX = 256
# Bot API reference, createForumTopic.
TOPIC_NAME_MAX = 128
GENERAL_TOPIC_ID = 1
# Bot API reference, sendPoll.
POLL_QUESTION_MAX = 300
POLL_OPTION_MAX = 100
POLL_OPTIONS_MAX = 12
# Bot features page, deep linking: start and startgroup parameters.
START_PARAMETER_MAX = 64
# Bot API reference, "Sending files" and getFile.
PHOTO_MAX_BYTES = 10 * 1024 * 1024
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
DOWNLOAD_MAX_BYTES = 20 * 1024 * 1024
# Bot API reference, sendPhoto: width and height together, and their ratio.
PHOTO_SIDES_MAX = 10_000
PHOTO_RATIO_MAX = 20
# Bot API reference, deleteMessage.
DELETE_WINDOW = 48 * 3600
# Bot API server source (Client.cpp, add_update): how long an update waits to be fetched.
UPDATE_RETENTION = 24 * 3600
CALLBACK_RETENTION = 150
# Bot API reference, getUpdates; the server source caps the long poll.
UPDATES_LIMIT_MAX = 100
POLL_TIMEOUT_MAX = 50
# Bot FAQ, "My bot is hitting limits": about 30 messages a second in all, 20 a minute to one group.
OVERALL_MESSAGES, OVERALL_WINDOW = 30, 1.0
GROUP_MESSAGES, GROUP_WINDOW = 20, 60.0
# The same FAQ: one message a second to one chat, short bursts tolerated. The size of the burst is not published:
# three in three seconds keeps the published mean and is the strictest reading that still is a burst.
CHAT_MESSAGES, CHAT_WINDOW = 3, 3.0
# Bot API server source (WebhookActor.cpp) and the reference of setWebhook.
WEBHOOK_CONNECTIONS_MAX = 100
WEBHOOK_CONNECTIONS_DEFAULT = 40
WEBHOOK_ANSWER_TIMEOUT = 60.0
WEBHOOK_BACKOFF_FIRST, WEBHOOK_BACKOFF_MAX = 1.0, 60.0
WEBHOOK_RETRY_AFTER_MAX = 3600.0

# The sandbox's own memory.
MESSAGES_KEPT_PER_CHAT = 5_000
EVENTS_KEPT = 5_000
TRANSCRIPT_KEPT = 200_000
CALLBACKS_KEPT = 20_000
FILES_KEPT_BYTES = 256 * 1024 * 1024
