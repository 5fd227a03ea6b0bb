--TEST--
Bad arguments of Command::__construct(): the message names the argument, what was given and what is allowed
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\Command;

require __DIR__ . '/../helper.inc';

$bad = [
    [[]], [['a' => 'x']], [['x', 1]], [['x', null]], [['']], [["x\0y"]], [['x', '%host%']], [['date', '+%Y']], [['x', '50%']],
    ['argv' => ['x'], 'directory' => ''], ['argv' => ['x'], 'directory' => "/a\0"], ['argv' => ['x'], 'directory' => '/%d'],
    ['argv' => ['x'], 'env' => ['a']], ['argv' => ['x'], 'env' => ['' => 'a']], ['argv' => ['x'], 'env' => ['A=B' => 'a']], ['argv' => ['x'], 'env' => ["A\0B" => 'a']],
    ['argv' => ['x'], 'env' => ['A' => []]], ['argv' => ['x'], 'env' => ['A' => true]], ['argv' => ['x'], 'env' => ['A' => "a\0"]], ['argv' => ['x'], 'env' => ['A' => '%x%']],
    ['argv' => ['x'], 'env' => ['SUPERVISOR_SLOT' => '1']], ['argv' => ['x'], 'env' => ['NOTIFY_SOCKET' => '1']],
    ['argv' => ['x'], 'user' => ''], ['argv' => ['x'], 'user' => "a\n"], ['argv' => ['x'], 'group' => ''],
    ['argv' => ['x'], 'umask' => -1], ['argv' => ['x'], 'umask' => 01000], ['argv' => ['x'], 'nice' => 20], ['argv' => ['x'], 'nice' => -21],
    ['argv' => ['x'], 'stopSignal' => 0], ['argv' => ['x'], 'stopSignal' => 65], ['argv' => ['x'], 'stopSignal' => 19], ['argv' => ['x'], 'stopSignal' => 18],
    ['argv' => ['x'], 'exitCodes' => [256]], ['argv' => ['x'], 'exitCodes' => ['0']], ['argv' => ['x'], 'startSeconds' => -1], ['argv' => ['x'], 'startSeconds' => NAN],
    ['argv' => ['x'], 'startSeconds' => 2, 'notify' => true], ['argv' => ['x'], 'watchdog' => 5], ['argv' => ['x'], 'notify' => true, 'watchdog' => -1],
];
foreach ($bad as $arguments) {
    echo str_replace('Supervisor\Command::__construct(): ', '', thrown(fn () => new Command(...$arguments))), "\n";
}
$command = new Command(['x'], umask: 0, nice: -20, exitCodes: [], startSeconds: 0);
foreach ([fn () => new Command, fn () => new Command('ls -l'), fn () => $command->__construct(['y']), fn () => clone $command, fn () => serialize($command), fn () => $command->x = 1] as $call) {
    echo thrown($call), "\n";
}
?>
--EXPECT--
ValueError: Argument #1 ($argv) must be a list of strings that is not empty: the program and its arguments
ValueError: Argument #1 ($argv) must be a list of strings that is not empty: the program and its arguments
TypeError: Argument #1 ($argv) must be a list of strings, int given at 1
TypeError: Argument #1 ($argv) must be a list of strings, null given at 1
ValueError: Argument #1 ($argv) must begin with a program, "" given
ValueError: Argument #1 ($argv) must not contain NUL bytes, one given at 0 at offset 1
ValueError: Argument #1 ($argv) must have no percent sign but in %pool%, %slot%, %spawn%, and %% for a percent sign; "%host%" given at 1
ValueError: Argument #1 ($argv) must have no percent sign but in %pool%, %slot%, %spawn%, and %% for a percent sign; "%Y" given at 1
ValueError: Argument #1 ($argv) must have no percent sign but in %pool%, %slot%, %spawn%, and %% for a percent sign; "%" given at 1
ValueError: Argument #2 ($directory) must not be empty; null: as the master
ValueError: Argument #2 ($directory) must not contain NUL bytes, one given at offset 2
ValueError: Argument #2 ($directory) must have no percent sign but in %pool%, %slot%, %spawn%, and %% for a percent sign; "%d" given
ValueError: Argument #3 ($env) must be an array of name => value, where a name is not empty and has neither "=" nor NUL bytes, "a number" given
ValueError: Argument #3 ($env) must be an array of name => value, where a name is not empty and has neither "=" nor NUL bytes, "" given
ValueError: Argument #3 ($env) must be an array of name => value, where a name is not empty and has neither "=" nor NUL bytes, "A=B" given
ValueError: Argument #3 ($env) must be an array of name => value, where a name is not empty and has neither "=" nor NUL bytes, "A" given
TypeError: Argument #3 ($env) must be an array of name => string|int|float|null, array given of A
TypeError: Argument #3 ($env) must be an array of name => string|int|float|null, bool given of A
ValueError: Argument #3 ($env) must not contain NUL bytes, one given of A at offset 1
ValueError: Argument #3 ($env) must have no percent sign but in %pool%, %slot%, %spawn%, and %% for a percent sign; "%x%" given of A
ValueError: Argument #3 ($env) must not set SUPERVISOR_SLOT, which the pool sets itself
ValueError: Argument #3 ($env) must not set NOTIFY_SOCKET, which the pool sets itself
ValueError: Argument #5 ($user) must not be empty; null: as the master
ValueError: Argument #5 ($user) must not contain control characters, byte 10 given at offset 1
ValueError: Argument #6 ($group) must not be empty; null: as the master
ValueError: Argument #7 ($umask) must be between 0 and 0777, -1 (decimal) given
ValueError: Argument #7 ($umask) must be between 0 and 0777, 512 (decimal) given
ValueError: Argument #8 ($nice) must be between -20 and 19, 20 given
ValueError: Argument #8 ($nice) must be between -20 and 19, -21 given
ValueError: Argument #9 ($stopSignal) must be between 1 and 64, 0 given
ValueError: Argument #9 ($stopSignal) must be between 1 and 64, 65 given
ValueError: Argument #9 ($stopSignal) must be a signal that can end a program, 19 given, which is SIGSTOP
ValueError: Argument #9 ($stopSignal) must be a signal that can end a program, 18 given, which is SIGCONT
ValueError: Argument #11 ($exitCodes) must be between 0 and 255, 256 given
TypeError: Argument #11 ($exitCodes) must be a list of int, string given
ValueError: Argument #12 ($startSeconds) must be between 0 and 31536000 seconds, -1 given
ValueError: Argument #12 ($startSeconds) must be between 0 and 31536000 seconds, NAN given
ValueError: Argument #12 ($startSeconds) cannot be given together with notify: the program says itself when it is ready
ValueError: Argument #14 ($watchdog) can only be given together with notify
ValueError: Argument #14 ($watchdog) must be between 0 and 31536000 seconds, -1 given
ArgumentCountError: Supervisor\Command::__construct() expects at least 1 argument, 0 given
TypeError: Supervisor\Command::__construct(): Argument #1 ($argv) must be of type array, string given
Supervisor\StateError: Command::__construct() was called already
Error: Trying to clone an uncloneable object of class Supervisor\Command
Exception: Serialization of 'Supervisor\Command' is not allowed
Error: Cannot create dynamic property Supervisor\Command::$x
