--TEST--
A Loop that returns leaves the state of the master untouched
--EXTENSIONS--
supervisor
posix
pdo
pdo_sqlite
--INI--
display_errors=0
session.use_cookies=0
session.cache_limiter=
--FILE--
<?php
use Supervisor\{Loop, Worker};

require __DIR__ . '/untouched.inc';

untouched(new Loop(fn (Worker $w) => usleep(1000)));
say('last line');
?>
--EXPECT--
buffered
a worker ended: finished
the generator goes on: 2
finally of the generator
the fiber goes on: true
finally of the fiber
temporary file: temporary temporary
transaction: 1,2 ok
nobody wrote to the connection: '' false
connection: hello
nobody wrote the session: ''
session: n|i:1;
stopped
finally of the caller
destructor of the local variable
last line
shutdown function
destructor of the global variable
