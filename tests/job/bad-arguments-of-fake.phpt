--TEST--
Bad arguments of Job::fake()
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\Job;

echo thrown(fn () => Job::fake()), "\n";
echo thrown(fn () => Job::fake(1, attempt: 0)), "\n";
echo thrown(fn () => Job::fake(1, attempt: 65536)), "\n";
echo thrown(fn () => Job::fake(1, crashes: -1)), "\n";
echo thrown(fn () => Job::fake(1, crashes: 65536)), "\n";
echo thrown(fn () => Job::fake(1, headers: [1])), "\n";
echo thrown(fn () => Job::fake(1, headers: ['a' => []])), "\n";
echo thrown(fn () => Job::fake(1, headers: ['a' => STDIN])), "\n";
echo thrown(fn () => Job::fake(1, nothing: 1)), "\n";
echo thrown(fn () => Job::fake(1, name: [])), "\n";
?>
--EXPECTF--
ArgumentCountError: Supervisor\Job::fake() expects at least 1 argument, 0 given
ValueError: Supervisor\Job::fake(): Argument #4 ($attempt) must be between 1 and 65535, 0 given
ValueError: Supervisor\Job::fake(): Argument #4 ($attempt) must be between 1 and 65535, 65536 given
ValueError: Supervisor\Job::fake(): Argument #5 ($crashes) must be between 0 and 65535, -1 given
ValueError: Supervisor\Job::fake(): Argument #5 ($crashes) must be between 0 and 65535, 65536 given
ValueError: Supervisor\Job::fake(): Argument #3 ($headers) must have string keys%S
ValueError: Supervisor\Job::fake(): Argument #3 ($headers) must have scalar or null values, array given for "a"
ValueError: Supervisor\Job::fake(): Argument #3 ($headers) must have scalar or null values, resource given for "a"
Error: Unknown named parameter $nothing
TypeError: Supervisor\Job::fake(): Argument #2 ($name) must be of type ?string, array given
