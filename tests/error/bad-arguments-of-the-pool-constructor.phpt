--TEST--
Bad arguments of Pool::__construct(): the message names the argument, what was given and what is allowed
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Pool;

$h = fn () => 1;
$calls = [
    fn () => new Pool, fn () => new Pool(1), fn () => new Pool('strlen'), fn () => new Pool(new stdClass), fn () => new Pool(null), fn () => new Pool([1, 2]),
    fn () => new Pool($h, name: ''), fn () => new Pool($h, name: str_repeat('x', 65)), fn () => new Pool($h, name: "a\nb"), fn () => new Pool($h, name: "a\0"), fn () => new Pool($h, name: "\x7f"), fn () => new Pool($h, name: []),
    fn () => new Pool($h, workers: -1), fn () => new Pool($h, workers: 4097), fn () => new Pool($h, workers: PHP_INT_MAX), fn () => new Pool($h, workers: 'x'), fn () => new Pool($h, workers: 1.5),
    fn () => new Pool($h, boot: 'strlen'), fn () => new Pool($h, boot: 1), fn () => new Pool($h, shutdown: []),
    fn () => new Pool($h, maxAttempts: 0), fn () => new Pool($h, maxAttempts: 65536), fn () => new Pool($h, maxAttempts: null), fn () => new Pool($h, maxCrashes: 0), fn () => new Pool($h, maxCrashes: 65536),
    fn () => new Pool($h, maxJobs: -1), fn () => new Pool($h, stopTimeout: -1), fn () => new Pool($h, stopTimeout: NAN), fn () => new Pool($h, stopTimeout: INF), fn () => new Pool($h, stopTimeout: 31536001),
    fn () => new Pool($h, maxQueue: 0), fn () => new Pool($h, maxQueue: 1000000001), fn () => new Pool($h, maxQueue: -5), fn () => new Pool($h, timeOut: 5), fn () => new Pool(...array_fill(0, 22, $h)),
];
foreach ($calls as $call) {
    echo thrown($call), "\n";
}
?>
--EXPECTF--
ArgumentCountError: Supervisor\Pool::__construct() expects at least 1 argument, 0 given
TypeError: Supervisor\Pool::__construct(): Argument #1 ($work) must be of type Closure|Supervisor\Loop|Supervisor\Command, int given
TypeError: Supervisor\Pool::__construct(): Argument #1 ($work) must be of type Closure|Supervisor\Loop|Supervisor\Command, string given
TypeError: Supervisor\Pool::__construct(): Argument #1 ($work) must be of type Closure|Supervisor\Loop|Supervisor\Command, stdClass given
TypeError: Supervisor\Pool::__construct(): Argument #1 ($work) must be of type Closure|Supervisor\Loop|Supervisor\Command, null given
TypeError: Supervisor\Pool::__construct(): Argument #1 ($work) must be of type %s, array given
ValueError: Supervisor\Pool::__construct(): Argument #2 ($name) must be 1 to 64 bytes long, 0 given
ValueError: Supervisor\Pool::__construct(): Argument #2 ($name) must be 1 to 64 bytes long, 65 given
ValueError: Supervisor\Pool::__construct(): Argument #2 ($name) must not contain control characters, byte 10 given at offset 1
ValueError: Supervisor\Pool::__construct(): Argument #2 ($name) must not contain control characters, byte 0 given at offset 1
ValueError: Supervisor\Pool::__construct(): Argument #2 ($name) must not contain control characters, byte 127 given at offset 0
TypeError: Supervisor\Pool::__construct(): Argument #2 ($name) must be of type string, array given
ValueError: Supervisor\Pool::__construct(): Argument #3 ($workers) must be between 0 and 4096, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #3 ($workers) must be between 0 and 4096, 4097 given
ValueError: Supervisor\Pool::__construct(): Argument #3 ($workers) must be between 0 and 4096, 9223372036854775807 given
TypeError: Supervisor\Pool::__construct(): Argument #3 ($workers) must be of type ?int, string given
%AValueError: Supervisor\Pool::__construct(): Argument #7 ($maxAttempts) must be between 1 and 65535, 0 given
ValueError: Supervisor\Pool::__construct(): Argument #7 ($maxAttempts) must be between 1 and 65535, 65536 given
%AValueError: Supervisor\Pool::__construct(): Argument #8 ($maxCrashes) must be between 1 and 65535, 0 given
ValueError: Supervisor\Pool::__construct(): Argument #8 ($maxCrashes) must be between 1 and 65535, 65536 given
ValueError: Supervisor\Pool::__construct(): Argument #10 ($maxJobs) must be between 0 and 2147483647, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #16 ($stopTimeout) must be between 0 and 31536000 seconds, -1 given
ValueError: Supervisor\Pool::__construct(): Argument #16 ($stopTimeout) must be between 0 and 31536000 seconds, NAN given
ValueError: Supervisor\Pool::__construct(): Argument #16 ($stopTimeout) must be between 0 and 31536000 seconds, INF given
ValueError: Supervisor\Pool::__construct(): Argument #16 ($stopTimeout) must be between 0 and 31536000 seconds, 31536001 given
ValueError: Supervisor\Pool::__construct(): Argument #20 ($maxQueue) must be between 1 and 1000000000, 0 given
ValueError: Supervisor\Pool::__construct(): Argument #20 ($maxQueue) must be between 1 and 1000000000, 1000000001 given
ValueError: Supervisor\Pool::__construct(): Argument #20 ($maxQueue) must be between 1 and 1000000000, -5 given
Error: Unknown named parameter $timeOut
ArgumentCountError: Supervisor\Pool::__construct() expects at most 21 arguments, 22 given
