--TEST--
Handlers of the script for SIGHUP, SIGUSR2, SIGTTIN and SIGTTOU, or ignoring them, stay in force during run(): the pool does nothing then
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    pcntl_async_signals(true);
    foreach ([SIGHUP, SIGUSR2, SIGTTIN] as $signal) {
        pcntl_signal($signal, fn () => note("$dir/handled", "$signal"));
    }
    pcntl_signal(SIGTTOU, SIG_IGN);
    $pool = new Pool(new Supervisor\Loop(function (Worker $worker) use ($dir) {
        note("$dir/up", "$worker->slot:$worker->spawn");
        while ($worker->next()) {
            sleep(60);
        }
    }), workers: 2);
    $pool->on(Event::WorkerExit, fn (WorkerExit $exit) => note("$dir/exits", "{$exit->reason->value}"));
    $status = $pool->run();
    echo count($pool->status()->slots), " slots\n";
    exit($status);
    CODE);
$php->wait_for('up', 2);
foreach ([SIGHUP, SIGUSR2, SIGTTIN, SIGTTOU] as $n => $signal) {
    posix_kill($php->pid, $signal);
    $signal === SIGTTOU || $php->wait_for('handled', $n + 1) || print("not handled\n");
}
posix_kill($php->pid, SIGTERM);
var_dump($php->wait());
echo implode(' ', $php->lines('handled')), "\n", implode(' ', $php->lines('exits')), "\n", count($php->lines('up')), " workers in all\n", $php->out(), $php->err();
var_dump($php->none_left());
?>
--EXPECT--
int(0)
1 12 21
stopped stopped
2 workers in all
2 slots
bool(true)
