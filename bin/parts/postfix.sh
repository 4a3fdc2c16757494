# A Postfix of our own, in a folder of its own, on a loopback port. Sourced by bin/test.
#
# Every address of every domain is delivered into one Maildir, so nothing can leave the machine. Some addresses
# misbehave, as real ones do:
#   refused…@      refused while the sender is connected (550)
#   later…@        put off every time (450), as greylisting does
#   bounces…@      accepted, then returned to the envelope sender, whose mail lands in the same Maildir

start_postfix() {
  [ -n "${TEST_SMTP_URL:-}" ] && return 0
  postfix_etc=$folder/postfix/etc
  local home=$folder/postfix port owner
  port=$(free_port)
  mkdir -p "$home"/{etc,queue,data,mail/{new,cur,tmp}}
  owner=$(id -u)
  [ "$owner" = 0 ] && owner=$(id -u nobody)
  as_root chown postfix: "$home/data"
  as_root chown -R "$owner" "$home/mail"

  write_postfix_main "$home" "$owner"
  write_postfix_services "$port"
  cat >"$postfix_etc/recipients" <<'RULES'
/^refused[^@]*@/  550 5.1.1 there is no such mailbox
/^later[^@]*@/    450 4.2.0 greylisted, try again later
RULES
  echo '/^bounces[^@]*@/  error:5.1.1 the mailbox was closed' >"$postfix_etc/transport"

  as_root postfix -c "$postfix_etc" start >"$logs/postfix.log" 2>&1 || true
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.1
  done
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null ||
    { tail -n 20 "$logs/postfix.log" "$home/mail.log" 2>/dev/null; fail 'Postfix did not start'; }
  export TEST_SMTP_URL=smtp://127.0.0.1:$port TEST_MAILDIR=$home/mail
  say "Postfix $(/usr/sbin/postconf -c "$postfix_etc" -h mail_version) on port $port"
}

write_postfix_main() {
  local home=$1 owner=$2
  cat >"$postfix_etc/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = $folder
maillog_file = $home/mail.log
myhostname = mail.example.org
myorigin = example.org
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
local_recipient_maps =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access regexp:$postfix_etc/recipients, permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtputf8_enable = yes
virtual_mailbox_domains = static:all
virtual_mailbox_base = $home
virtual_mailbox_maps = static:mail/
virtual_mailbox_limit = 0
virtual_minimum_uid = 1
virtual_uid_maps = static:$owner
virtual_gid_maps = static:$(id -g nobody)
transport_maps = regexp:$postfix_etc/transport
default_transport = error:5.7.1 nothing leaves this machine
message_size_limit = 52428800
bounce_queue_lifetime = 0
CONF
}

write_postfix_services() {
  cat >"$postfix_etc/master.cf" <<CONF
127.0.0.1:$1 inet n - n - - smtpd
pickup    unix n - n 60 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
error     unix - - n - - error
retry     unix - - n - - error
virtual   unix - n n - - virtual
showq     unix n - n - - showq
anvil     unix - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
CONF
}

stop_postfix() {
  [ -n "${postfix_etc:-}" ] || return 0
  as_root postfix -c "$postfix_etc" stop >/dev/null 2>&1
}
