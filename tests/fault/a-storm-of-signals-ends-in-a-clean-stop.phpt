--TEST--
1,000 signals of random kinds at random moments, to the master and to its workers, lose no job, and a stop after that is clean
--EXTENSIONS--
supervisor
posix
pcntl
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$seed = (int) (getenv('SUPERVISOR_TEST_SEED') ?: random_int(1, PHP_INT_MAX));
mt_srand($seed);
$php = new Php(<<<'CODE'
    $jobs = [];
    $pool = new Pool(function (Job $job) {
        usleep(mt_rand(0, 2000));
        return $job->payload;
    }, name: 'jobs', workers: 3, maxAttempts: 1000, maxCrashes: 1000, backoff: 0, timeout: 30, stopTimeout: 20);
    $loop = new Pool(new Supervisor\Loop(function (Worker $worker) {
        while ($worker->next()) {
            $worker->begin('it');
            usleep(mt_rand(0, 2000));
            $worker->end();
        }
    }), name: 'loop', workers: 2, stopTimeout: 20);
    $master = new Master([$pool, $loop], Log::None);
    $n = 0;
    $settled = [];
    $count = function (Job $job) use (&$settled) { $settled[$job->id] = ($settled[$job->id] ?? 0) + 1; };
    $pool->on(Event::JobDone, $count);
    $pool->on(Event::JobFailed, $count);
    $master->every(0.005, function () use ($pool, $loop, $dir, &$jobs) {
        try {
            while ($pool->status()->queued < 10 && count($jobs) < 20_000) {
                $jobs[] = $pool->submit(count($jobs));
            }
        } catch (Supervisor\StateError) { // is being stopped
        }
        $pids = [];
        foreach ([$pool, $loop] as $p) {
            foreach ($p->status()->slots as $slot) {
                $slot->pid && $pids[] = $slot->pid;
            }
        }
        file_put_contents("$dir/workers.new", implode("\n", $pids));
        rename("$dir/workers.new", "$dir/workers");
    });
    $status = $master->run();
    $s = $pool->status();
    $once = array_count_values($settled);
    $delivered = count(array_filter($jobs, fn ($job) => $job->state() === JobState::Done && $job->result() === (int) $job->payload));
    echo json_encode([
        'run' => $status,
        'add up' => $s->done + $s->failed + $s->cancelled === count($jobs) && $s->done === $delivered,
        'failed' => $s->failed,
        'told once' => $once === [] || array_keys($once) === [1],
        'some done' => $s->done > 0,
    ]), "\n";
    exit(0);
    CODE);
$php->wait_for('workers') or print("not up\n");
// What ends the master is for the end. SIGKILL and SIGSTOP are for workers only, and each SIGSTOP is followed by SIGCONT.
$kinds = [SIGHUP, SIGUSR2, SIGTTIN, SIGTTOU, SIGCHLD, SIGCONT, SIGWINCH, SIGURG];
$worker_kinds = [SIGHUP, SIGCHLD, SIGCONT, SIGTTIN, SIGTTOU, SIGUSR2, SIGTERM, SIGINT, SIGQUIT, SIGKILL, SIGSEGV, SIGABRT, SIGSTOP, SIGWINCH, SIGPIPE];
$stopped = [];
for ($i = 0; $i < 1000 && !$php->ended(); $i++) {
    usleep(mt_rand(0, 4000));
    if (mt_rand(0, 2) === 0) {
        posix_kill($php->pid, $kinds[mt_rand(0, count($kinds) - 1)]);
    } else {
        $pids = $php->lines('workers');
        $pid = (int) ($pids[mt_rand(0, max(0, count($pids) - 1))] ?? 0);
        $signal = $worker_kinds[mt_rand(0, count($worker_kinds) - 1)];
        if ($pid > 1 && isset($php->left()[$pid])) {
            posix_kill($pid, $signal);
            $signal === SIGSTOP && $stopped[] = $pid;
        }
    }
    if ($stopped && mt_rand(0, 3) === 0) {
        posix_kill(array_shift($stopped), SIGCONT);
    }
}
foreach ($stopped as $pid) {
    posix_kill($pid, SIGCONT);
}
$i === 1000 && !$php->ended() or print("it has ended after $i signals\n");
posix_kill($php->pid, SIGTERM);
$status = $php->wait(30);
$out = trim($php->out());
$none_left = $php->none_left();
$good = $status === 0 && $none_left && $out === '{"run":0,"add up":true,"failed":0,"told once":true,"some done":true}';
echo $good ? "a clean stop\n" : "seed $seed: status " . json_encode($status) . "\n$out\n" . substr($php->err(), 0, 3000) . print_r($php->left(), true);
?>
--EXPECT--
a clean stop
