--TEST--
A master that was stopped for longer than all timeouts, alone or with its workers, kills no worker that is in time, and loses no job
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$timeout = 0.6 * SLOWER;
$code = <<<CODE
    \$pool = new Pool(function (Job \$job) use (\$dir) {
        note("\$dir/begun", "\$job->payload");
        for (\$i = 0; \$i < 30; \$i++) {
            usleep(10_000); // SIGCONT cuts a long one short
        }
        return \$job->payload;
    }, workers: 2, timeout: $timeout, bootTimeout: $timeout, maxAttempts: 1, stopTimeout: 60);
    \$loop = new Pool(new Supervisor\Loop(function (Worker \$worker) {
        while (\$worker->next()) {
            \$worker->begin('it');
            usleep(20_000);
            \$worker->end();
        }
    }), name: 'loop', workers: 1, timeout: $timeout);
    foreach ([\$pool, \$loop] as \$p) {
        \$p->on(Event::WorkerExit, fn (WorkerExit \$e) => \$e->planned || note("\$dir/ends", "\$e->pool: {\$e->reason->name}"));
    }
    \$loop->start();
    foreach (\$pool->map(range(1, 12)) as \$job) {
        note("\$dir/done", \$job->failure()?->reason->name ?? "done");
    }
    \$pool->stop();
    \$loop->stop();
    echo implode(' ', array_map(fn (\$n, \$c) => "\$c \$n", array_keys(\$c = array_count_values(lines("\$dir/done"))), \$c)), ' ', implode(' ', lines("\$dir/ends")), "\n";
    CODE;
foreach (['the master', 'all of them'] as $who) {
    $php = new Php($code);
    for ($n = 1; $n <= 3; $n++) {
        // While jobs run.
        $php->wait_for('begun', 3 * $n) or print("not begun\n");
        $stopped = $who === 'the master' ? [$php->pid] : array_keys($php->left());
        foreach ($stopped as $pid) {
            posix_kill($pid, SIGSTOP);
        }
        wait_until(fn () => process_state($php->pid) === 'T');
        // For longer than the timeout: as long as it takes to be so.
        $until = microtime(true) + $timeout + 0.5;
        wait_until(fn () => microtime(true) > $until);
        foreach (array_reverse($stopped) as $pid) {
            posix_kill($pid, SIGCONT);
        }
    }
    echo "$who: ", json_encode($php->wait(20)), ' ', $php->out(), $php->err();
    var_dump($php->none_left());
}
?>
--EXPECT--
the master: 0 12 done 
bool(true)
all of them: 0 12 done 
bool(true)
