--TEST--
SIGUSR2 writes the programs of a pool to the log, with what they have said by STATUS=; SIGHUP replaces them
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php('require ' . var_export(__DIR__ . '/notify.inc', true) . ';' . <<<'PHP'
    $pool = new Pool(new Supervisor\Command(program('sd_notify("READY=1\nSTATUS=half way"); sleep(60);'), notify: true), name: 'p', workers: 1);
    $pool->on(Event::WorkerReady, fn ($slot) => note("$dir/ready", $slot->spawn));
    $pool->on(Event::WorkerExit, fn (WorkerExit $e) => note("$dir/exits", $e->reason->value));
    exit($pool->run());
    PHP);
$php->wait_for('ready', 1);
posix_kill($php->pid, SIGUSR2);
var_dump(wait_until(fn () => preg_match('/slot 0: idle, pid \d+, "half way", up \d+\.\d s, \d+\.\dM, CPU \d+\.\d s\n/', $php->err())));
posix_kill($php->pid, SIGHUP);
$php->wait_for('exits', 1);
posix_kill($php->pid, SIGTERM);
var_dump($php->wait(), $php->lines('ready'), $php->lines('exits'));
?>
--EXPECT--
bool(true)
int(0)
array(2) {
  [0]=>
  string(1) "1"
  [1]=>
  string(1) "2"
}
array(2) {
  [0]=>
  string(9) "restarted"
  [1]=>
  string(7) "stopped"
}
