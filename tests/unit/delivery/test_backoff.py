from notices.delivery.backoff import CHATS_IN_A_ROW, LONGEST_PAUSE_S, LONGEST_REST_S, Trouble, rest


def whole() -> float:
    return 1.0


def test_rests_double_up_to_the_longest() -> None:
    assert [rest(n, jitter=whole) for n in (1, 2, 3, 4, 7, 500)] == [1, 2, 4, 8, LONGEST_REST_S, LONGEST_REST_S]


def test_rests_are_spread_between_half_and_whole() -> None:
    assert rest(3, jitter=lambda: 0.0) == 2
    assert rest(3, jitter=lambda: 0.5) == 3


def test_one_message_that_the_server_will_not_take_pauses_nothing() -> None:
    trouble = Trouble(whole)
    for second in range(50):
        trouble.failed(1, float(second), everywhere=False)
    assert trouble.pause_until < 0


def test_several_chats_in_a_row_mean_the_server() -> None:
    trouble = Trouble(whole)
    for chat in range(CHATS_IN_A_ROW):
        trouble.failed(chat, 10.0, everywhere=False)
    assert trouble.pause_until == 11.0
    assert trouble.probing


def test_a_success_between_them_means_the_messages() -> None:
    trouble = Trouble(whole)
    for chat in range(CHATS_IN_A_ROW * 3):
        trouble.failed(chat, 10.0, everywhere=False)
        trouble.passed()
    assert trouble.pause_until < 10


def test_requests_that_fail_together_make_one_pause() -> None:
    trouble = Trouble(whole)
    for chat in range(12):
        trouble.failed(chat, 10.0, everywhere=True)
    assert trouble.pause_until == 11.0


def test_pauses_grow_no_longer_than_an_alert_may_wait_and_end_with_a_success() -> None:
    trouble = Trouble(whole)
    now = 0.0
    for _ in range(20):
        trouble.failed(1, now, everywhere=True)
        now = trouble.pause_until
    trouble.failed(1, now, everywhere=True)
    assert trouble.pause_until == now + LONGEST_PAUSE_S
    trouble.passed()
    assert not trouble.probing
