# Leaving the alliance: what is lost, what stays, and the way back.

exits-title = Leave { $alliance }?
exits-title-stranger = Have everything about you erased?
exits-lead = You may leave at any time, no reason asked. It has nothing to do with pay, certificate or settlement.
exits-lost = What is erased
exits-lost-person = your names, your photo, your contacts, the years, departments and titles you worked here, and your jobs elsewhere with their history
exits-lost-membership = your membership, with the card, your choices and their receipts
exits-lost-rest = your departure and what HR wrote about it, your invitation, wishes you wrote or were sent, and the files in which you came in
exits-stays = What stays
exits-stays-number = { $numbers }: the number stays taken and nobody else ever gets it, but nothing says any more whose it was.
exits-stays-hash = A keyed fingerprint of number and contacts, from which nobody can read them. It keeps the next file from HR from bringing you back.
exits-stays-journal = In the journal, that somebody left and was erased, without a name.
exits-stays-backup = Backups keep what was there when they were made, until they are thrown away.
exits-stays-law = What { $company } must keep by law about your employment lies in its personnel files, not here, and is not touched.
exits-when = What happens when
exits-when-text = At once: no member sees or finds you, no message is sent to you but one about this, and you are signed out everywhere. The alumni officer still sees your record, so that nobody adds you again. After { $days } days everything is erased for good. Until then you can take it back: sign in, or follow the link in the message.
exits-instead = It is only too many messages, or too many eyes?
exits-instead-way = Change what you agreed to
exits-copy-first = First download everything about me
exits-act = Leave and have everything erased
exits-act-stranger = Have everything erased
exits-stay = No, I stay
exits-has-role = You have a role here. Ask an administrator to take it from you first; then you can leave.

exits-waiting-title = You have left { $alliance }
exits-waiting-text = No member sees you any more. Everything about you is erased at { $until }. Until then one tap takes it back, and all is as it was.
exits-waiting-else = If you want to be gone, there is nothing to do. Keep the receipt: once you are erased, nobody here can write one.
exits-back-act = Take it back, I stay
exits-receipt-download = Download the receipt
exits-over-title = Nothing to take back here
exits-over-text = Either it was taken back, or everything has been erased. Erased is erased, so nobody here can tell which.
exits-done-back = Taken back. All is as it was, and we are glad.

exits-receipt-title = Receipt of leaving
exits-receipt-asked = Asked on { $at }. Erased on { $until }, unless taken back before.
exits-receipt-hidden = From the moment of asking no member sees you and no message is sent to you.
exits-receipt-back = Until then you can take it back here:
exits-receipt-foot = Receipt { $id }

exits-mail-subject = You have left { $alliance }
exits-mail-hello = Hello { $name },
exits-mail-text = as you asked, no member sees you any more, and no further message is sent to you. On { $day } everything about you is erased for good.
exits-mail-back = If you change your mind before then, or if it was not you who asked, take it back: all is as it was.
exits-mail-act = Take it back, or fetch the receipt
exits-mail-aside = If you want to be gone, there is nothing to do. After { $day } nobody can bring anything back, not even we.
exits-sms = [{ $alliance }] You have left. Everything about you is erased on { $day }. Changed your mind, or was it not you? { $link }
