--TEST--
Bad arguments of Output, and files that cannot be opened: said when the pool starts
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Log, Loop, Master, Output, Pool, Rotate, Worker, WorkerExit};

require dirname(__DIR__) . '/helper.inc';

foreach ([
    fn () => Output::file(''), fn () => Output::file("a\0b"), fn () => Output::file('%nothing%'), fn () => Output::file('50%'), fn () => Output::file(str_repeat('x', 1024)),
    fn () => Output::file('x', maxBytes: '1X'), fn () => Output::file('x', backups: -1), fn () => Output::file('x', backups: 10001), fn () => Output::file('x', prefix: '%x%'),
    fn () => Output::file('x', prefix: "a\nb"), fn () => Output::file('x', prefix: []), fn () => Output::syslog(facility: 3), fn () => Output::syslog(ident: '%pid%'),
    fn () => Output::syslog(socket: str_repeat('x', 108)), fn () => Output::inherit('%y%'), fn () => Output::to('strlen'), fn () => new Output, fn () => clone Output::none(),
    fn () => serialize(Output::none()), fn () => new Pool(fn () => 1, output: 'file'),
    fn () => (new Pool(fn () => 1, output: Output::file('/no/such/directory/x.log')))->start(),
    fn () => (new Pool(fn () => 1, name: 'dir', output: Output::file(__DIR__)))->start(),
] as $bad) {
    echo str_replace(__DIR__, 'DIR', thrown($bad)), "\n";
}
?>
--EXPECT--
ValueError: Supervisor\Output::file(): Argument #1 ($path) must be 1 to 1023 bytes long, 0 given
ValueError: Supervisor\Output::file(): Argument #1 ($path) must not contain null bytes
ValueError: Supervisor\Output::file(): Argument #1 ($path) must have no other placeholders than %pool%, %slot% and %% for a %, "%nothing%" given
ValueError: Supervisor\Output::file(): Argument #1 ($path) must have no other placeholders than %pool%, %slot% and %% for a %, "50%" given
ValueError: Supervisor\Output::file(): Argument #1 ($path) must be 1 to 1023 bytes long, 1024 given
ValueError: Supervisor\Output::file(): Argument #2 ($maxBytes) must be a size in bytes such as 67108864, "64M" or "1.5G", "1X" given
ValueError: Supervisor\Output::file(): Argument #3 ($backups) must be between 0 and 10000, -1 given
ValueError: Supervisor\Output::file(): Argument #3 ($backups) must be between 0 and 10000, 10001 given
ValueError: Supervisor\Output::file(): Argument #6 ($prefix) must have no other placeholders than %pool%, %slot%, %pid%, %stream%, %time% and %% for a %, "%x%" given
ValueError: Supervisor\Output::file(): Argument #6 ($prefix) must not contain line breaks
TypeError: Supervisor\Output::file(): Argument #6 ($prefix) must be of type string|bool, array given
ValueError: Supervisor\Output::syslog(): Argument #2 ($facility) must be a facility of syslog, such as LOG_USER or LOG_LOCAL0, 3 given
ValueError: Supervisor\Output::syslog(): Argument #1 ($ident) must have no other placeholders than %pool%, %slot% and %% for a %, "%pid%" given
ValueError: Supervisor\Output::syslog(): Argument #4 ($socket) must be 1 to 107 bytes long, 108 given
ValueError: Supervisor\Output::inherit(): Argument #1 ($prefix) must have no other placeholders than %pool%, %slot%, %pid%, %stream%, %time% and %% for a %, "%y%" given
TypeError: Supervisor\Output::to(): Argument #1 ($callback) must be of type Closure, string given
Error: Call to private Supervisor\Output::__construct() from global scope
Error: Trying to clone an uncloneable object of class Supervisor\Output
Exception: Serialization of 'Supervisor\Output' is not allowed
TypeError: Supervisor\Pool::__construct(): Argument #21 ($output) must be of type ?Supervisor\Output, string given
Supervisor\StateError: Pool::start() cannot be called: the log file "/no/such/directory/x.log" of pool "default" cannot be opened: No such file or directory
Supervisor\StateError: Pool::start() cannot be called: the log file "DIR" of pool "dir" cannot be opened: Is a directory
