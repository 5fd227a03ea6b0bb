<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// The same programs under supervisord and under a pool of Commands that is set up alike: what they find, what their logs hold, how often they are started, whether they
// become ready, how each run ends and is judged, and the state before the stop. Where the two differ on purpose (docs/programs.md, "From supervisord"), the scene
// says what it is on either side. Run by tools/test --lane oracle; needs supervisord and root.
//
//     php -d extension=supervisor.so tests/oracle/supervisord.php

use Supervisor\{Command, Event, ExitReason, Log, Master, OnDegraded, Output, Pool, SlotState, SlotStatus, WorkerExit};

require __DIR__ . '/scenes.inc';

const PATIENCE = 20.0;
/* So long both sides are left alone when all has come: what is started once too often is seen. */
const QUIET = 0.5;
const SIGNALS = [9 => 'SIGKILL', 11 => 'SIGSEGV', 15 => 'SIGTERM'];

$me = getmypid();
$dir = sys_get_temp_dir() . "/supervisor-oracle-$me";
mkdir($dir);
mkdir("$dir/theirs");
mkdir("$dir/ours");
register_shutdown_function(function () use ($dir, $me) {
    if (getmypid() === $me) {
        exec('rm -rf ' . escapeshellarg($dir));
    }
});
/* The same master's environment on both sides; Python would add LC_CTYPE. */
foreach (['HOME=/root', 'USER=root', 'LOGNAME=root', 'LC_ALL=C', 'ORACLE=old'] as $variable) {
    putenv($variable);
}

/* The processes of all scenes, as both sides name them: "facts.0" => "facts". */
$processes = [];
foreach (SCENES as $name => [, $options]) {
    for ($n = 0; $n < ($options['numprocs'] ?? 1); $n++) {
        $processes["$name.$n"] = $name;
    }
}

/*
 * What is known of the processes of a side: each process => 'runs' that have ended, as "ready, exit 2, expected"; 'ready': the present one is; 'state'.
 * supervisord tells it in its log.
 */
function told_by_supervisord(): array
{
    global $dir, $processes;

    $told = array_fill_keys(array_keys($processes), ['runs' => [], 'ready' => false, 'state' => 'none']);
    foreach (file("$dir/supervisord.log", FILE_IGNORE_NEW_LINES) as $line) {
        if (!preg_match('/ (spawned|success|exited|stopped|gave up): \'?([\w.-]+)\'? (?:\((?:exit status (\d+)|terminated by (SIG\w+))(?:; (expected|not expected))?\)|.*)/', $line, $m)) {
            continue;
        }
        [, $what, $process] = $m;
        $now = &$told[$process];
        $always_ready = (SCENES[$processes[$process]][1]['startsecs'] ?? 1) === 0; // then it is not always told
        switch ($what) {
            case 'spawned':
                [$now['ready'], $now['state']] = [$always_ready, 'starting'];
                break;
            case 'success':
                [$now['ready'], $now['state']] = [true, 'running'];
                break;
            case 'gave up':
                $now['state'] = 'fatal';
                break;
            default:
                $now['ready'] = $now['ready'] || ($m[5] ?? '') === 'expected'; // one that ended too soon never is
                $now['runs'][] = run_of($now['ready'], $m[4] ?? '' ?: "exit $m[3]", $what === 'stopped' ? 'asked' : $m[5]);
                $now['state'] = $now['ready'] ? 'exited' : 'backoff';
        }
        unset($now);
    }
    return $told;
}

function run_of(bool $ready, string $end, string $judged): string
{
    return ($ready ? 'ready' : 'not ready') . ", $end, $judged";
}

/* The first process that has not come so far that nothing more is to be expected of it before the stop. */
function awaited(string $side, array $told): ?string
{
    global $dir, $processes;

    foreach ($processes as $process => $name) {
        [, , , , $until, $differs] = SCENES[$name];
        $wanted = $differs['state'][$side === 'ours'] ?? null;
        if ($until === 'up') {
            /* supervisord begins a new file when one is full, not when there is more to write: then it is empty. */
            $tail = tail("$dir/$side/$process.log.1") . tail("$dir/$side/$process.log");
            $come = $told[$process]['ready'] && preg_match('/^up$/m', $tail);
        } else {
            $come = count($told[$process]['runs']) >= $until && ($wanted !== 'fatal' || $told[$process]['state'] === 'fatal');
        }
        if (!$come) {
            return $process;
        }
    }
    return null;
}

function tail(string $file): string
{
    clearstatcache();
    return is_file($file) ? file_get_contents($file, offset: max(0, filesize($file) - 64)) : '';
}

/* forks: is what the program has left alive? Asked before the stop, and here it ends. */
function of_what_is_left(string $side): string
{
    global $dir;

    if (!preg_match('/left (\d+)/', file_get_contents("$dir/$side/forks.0.log"), $m)) {
        return 'nothing was left';
    }
    $alive = preg_match('/^\d+ \(sleep\) [^ZX]/', (string) @file_get_contents("/proc/$m[1]/stat"));
    if ($alive) {
        exec("kill -KILL $m[1]");
    }
    return $alive ? 'left alive' : 'left dead';
}

function script(string $side, string $name): string
{
    global $dir;

    file_put_contents($file = "$dir/$side/$name.sh", SCENES[$name][0] . "\n");
    return $file;
}

/* Each side returns what is told of its processes before the stop, with all runs, those that the stop has ended, too; and how it is with what forks has left. */
function theirs(): array
{
    global $dir, $failed;

    /* One group: supervisord stops a group at a time, each for a second. */
    $config = "[group:oracle]\nprograms=" . implode(',', array_keys(SCENES)) . "\n[supervisord]\nnodaemon=true\nlogfile=$dir/supervisord.log\nlogfile_maxbytes=0\npidfile=$dir/supervisord.pid\nchildlogdir=$dir\n";
    foreach (SCENES as $name => [, $options]) {
        $options['environment'] = ltrim(($options['environment'] ?? '') . ',PROCESS="{N}"', ',');
        $options += ['redirect_stderr' => 'true', 'stdout_logfile_maxbytes' => 0];
        $config .= "[program:$name]\ncommand=sh " . script('theirs', $name) . " \"a b\" x{N}\nprocess_name=%(program_name)s.%(process_num)d\nstdout_logfile=$dir/theirs/$name.{N}.log\n";
        foreach ($options as $option => $value) {
            $config .= "$option=$value\n";
        }
    }
    file_put_contents("$dir/supervisord.conf", strtr($config, ['{N}' => '%(process_num)d']));
    touch("$dir/supervisord.log");
    $process = proc_open(['supervisord', '-c', "$dir/supervisord.conf"], [['file', '/dev/null', 'r'], ['file', "$dir/out", 'w'], ['file', "$dir/out", 'a']], $pipes);
    $end = microtime(true) + PATIENCE;
    while (($awaited = awaited('theirs', told_by_supervisord())) !== null && microtime(true) < $end && proc_get_status($process)['running']) {
        usleep(50000);
    }
    usleep((int) (QUIET * 1e6));
    $told = told_by_supervisord();
    $left = of_what_is_left('theirs');
    proc_terminate($process, SIGTERM);
    proc_close($process);
    if ($awaited !== null) {
        $failed++;
        echo "supervisord: \"$awaited\" did not come so far\n", file_get_contents("$dir/out"), implode('', preg_grep("/\b$awaited\b/", file("$dir/supervisord.log")));
    }
    foreach (told_by_supervisord() as $name => ['runs' => $runs]) {
        $told[$name]['runs'] = $runs;
    }
    return [$told, $left];
}

function ours(): array
{
    global $dir, $processes, $failed;

    $told = array_fill_keys(array_keys($processes), ['runs' => [], 'ready' => false, 'state' => 'none']);
    $pools = [];
    foreach (SCENES as $name => [, $options, $command, $pool]) {
        $command['env'] = ['PROCESS' => '%slot%'] + str_replace('{N}', '%slot%', $command['env'] ?? []);
        $output = Output::file("$dir/ours/%pool%.%slot%.log", maxBytes: strtr($options['stdout_logfile_maxbytes'] ?? '0', ['KB' => 'K']), backups: $options['stdout_logfile_backups'] ?? 0);
        $pools[] = $p = new Pool(new Command(['sh', script('ours', $name), 'a b', 'x%slot%'], ...$command), ...$pool + ['name' => $name, 'workers' => 1, 'output' => $output]);
        $p->on(Event::WorkerReady, function (SlotStatus $slot) use (&$told) {
            $told["$slot->pool.$slot->slot"]['ready'] = true;
        });
        $p->on(Event::WorkerExit, function (WorkerExit $exit) use (&$told) {
            $now = &$told["$exit->pool.$exit->slot"];
            $now['runs'][] = run_of($now['ready'], $exit->signal ? SIGNALS[$exit->signal] ?? "signal $exit->signal" : "exit $exit->exitCode",
                match ($exit->reason) { ExitReason::Finished => 'expected', ExitReason::Stopped => 'asked', default => 'not expected' });
            $now['ready'] = false;
        });
    }
    $states = function () use ($pools, &$told) {
        foreach ($pools as $pool) {
            foreach ($pool->status()->slots as $slot) {
                $told["$slot->pool.$slot->slot"]['state'] = match ($slot->state) { SlotState::Idle => 'running', SlotState::Stopped => 'exited', default => $slot->state->value };
            }
        }
        return $told;
    };
    $master = new Master($pools, log: Log::None);
    $end = microtime(true) + PATIENCE;
    $settled = $before = $left = $awaited = null;
    $master->every(0.05, function () use ($master, $end, $states, &$settled, &$before, &$left, &$awaited) {
        $settled ??= ($awaited = awaited('ours', $states())) === null ? microtime(true) : null;
        if (!$before && ($settled && microtime(true) > $settled + QUIET || microtime(true) > $end)) {
            $before = $states();
            $left = of_what_is_left('ours');
            $master->stop();
        }
    });
    $master->run();
    if ($awaited !== null) {
        $failed++;
        echo "pools: \"$awaited\" did not come so far\n";
    }
    foreach ($told as $name => ['runs' => $runs]) {
        $before[$name]['runs'] = $runs;
    }
    return [$before, $left];
}

/* The lines of a process's log, old files first. Both streams are in it, and the order of one to the other is not compared; of very many lines the checksum. */
function log_of(string $side, string $process): array
{
    global $dir;

    $files = glob("$dir/$side/$process.log*");
    usort($files, fn ($a, $b) => (int) ltrim(strrchr($b, '.'), '.') <=> (int) ltrim(strrchr($a, '.'), '.'));
    $text = implode('', array_map('file_get_contents', $files));
    if (strlen($text) > 65536) {
        return [strlen($text) . ' bytes, ' . hash('sha256', $text)];
    }
    $lines = $text === '' ? [] : explode("\n", rtrim($text, "\n"));
    sort($lines);
    /* Documented: stdin is a pipe there, and what Python itself ignores, SIGPIPE and SIGXFSZ, stays ignored. */
    $same = $side === 'theirs' ? ['/^fd 0 pipe:\[\d+\]$/' => 'fd 0 /dev/null', '/^SigIgn:\t0000000001001000$/' => "SigIgn:\t0000000000000000"] : [];
    $same += ['/pipe:\[\d+\]/' => 'a pipe', '~/proc/\d+/fd~' => '/proc/.../fd'];
    return preg_replace(array_keys($same), array_values($same), $lines);
}

/* What is compared of a scene. */
function outcome(string $side, string $name, array $told, string $left): array
{
    global $processes;

    $outcome = [];
    foreach (array_keys($processes, $name) as $process) {
        $log = log_of($side, $process);
        ['runs' => $runs, 'state' => $state] = $told[$process];
        if (SCENES[$name][4] >= 2 && is_int(SCENES[$name][4])) {
            /* Its last run may have been ended by the stop. */
            $runs = count($runs) >= 2 ? array_values(array_unique(array_slice($runs, 0, 2))) : ['too few', ...$runs];
            $log = count($log) >= 2 ? array_values(array_unique($log)) : ['too few', ...$log];
            $state = $state === 'fatal' ? 'fatal' : 'goes on';
        }
        $outcome['log'][] = $name === 'forks' ? [$left] : $log;
        $outcome['runs'][] = $runs;
        $outcome['state'][] = $state;
    }
    return $outcome;
}

/* A program that fails at start, and onDegraded: OnDegraded::Exit: what docs/programs.md gives in place of startretries. */
function gives_up(): bool
{
    $starts = 0;
    $pool = new Pool(new Command(['/bin/false']), workers: 1, onDegraded: OnDegraded::Exit);
    $pool->on(Event::WorkerExit, function () use (&$starts) {
        $starts++;
    });
    return (new Master([$pool], log: Log::None))->run() === 70 && $starts > 1;
}

$passed = $failed = 0;
[$theirs, $their_left] = theirs();
[$ours, $our_left] = ours();
foreach (SCENES as $name => $scene) {
    $a = outcome('theirs', $name, $theirs, $their_left);
    $b = outcome('ours', $name, $ours, $our_left);
    $wrong = [];
    foreach ($a as $what => $value) {
        $documented = $scene[5][$what] ?? null;
        if ($documented ? $value !== [$documented[0]] || $b[$what] !== [$documented[1]] : $value !== $b[$what]) {
            $wrong[] = sprintf("  %s\n    supervisord: %s\n    pool:        %s\n", $what, json_encode($value, JSON_UNESCAPED_SLASHES), json_encode($b[$what], JSON_UNESCAPED_SLASHES));
        }
    }
    $wrong ? $failed++ : $passed++;
    printf("%-10s  %s%s\n%s", $wrong ? 'DIFFERENT' : 'same', $name, $scene[5] ? ', but for what is documented: ' . implode(', ', array_keys($scene[5])) : '', implode('', $wrong));
}
if (gives_up()) {
    $passed++;
    echo "same        gives up with OnDegraded::Exit\n";
} else {
    $failed++;
    echo "DIFFERENT   does not give up with OnDegraded::Exit\n";
}
$alive = '';
foreach (glob('/proc/[0-9]*/cmdline') as $file) {
    if (str_contains($line = (string) @file_get_contents($file), "$dir/")) {
        $alive .= basename(dirname($file)) . ' ' . strtr($line, "\0", ' ') . "\n";
    }
}
echo $alive === '' ? '' : "processes are left:\n$alive";
echo "$passed same, $failed different\n";
exit($failed || $alive !== '' ? 1 : 0);
