<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// The same programs under supervisord and under a pool of Commands that is set up alike: what they find, how often they are started, which signal ends them. Where the two
// differ on purpose (docs/programs.md, "From supervisord"), the scene says so. Run by tools/test --lane oracle; needs supervisord.
//
//     php -d extension=supervisor.so tests/oracle/supervisord.php

use Supervisor\{Command, Log, Master, Pool, Restart};

const PATIENCE = 20.0;

/*
 * Name => what is run ({DIR}: a folder of this side, where it leaves its lines; {N}: the number of the process), options of [program:x], arguments of Command
 * and of Pool, and which lines of both sides are compared: 'all' that there are in the end, or 'several' starts of one kind.
 */
const FACTS = 'for a; do echo "arg=$a"; done; pwd; umask; id -u; id -g; id -G; echo "A=$A B=$B"; readlink /proc/self/fd/0; grep -E "Sig(Blk|Ign)" /proc/self/status; test $$ = $(ps -o pgid= -p $$) && echo leads';
const SCENES = [
    'facts' => ['{ ' . FACTS . '; } > {DIR}/facts.{N}; exec sleep 60', ['numprocs' => 3, 'environment' => 'A="1 2",B="b{N}"', 'directory' => '/usr/lib', 'umask' => '027', 'user' => 'daemon'],
        ['env' => ['A' => '1 2', 'B' => 'b{N}'], 'directory' => '/usr/lib', 'umask' => 0027, 'user' => 'daemon'], ['workers' => 3], 'all'],
    'clean' => ['echo run >> {DIR}/clean.{N}; sleep 1.5; exit 0', ['autorestart' => 'unexpected'], [], ['restart' => Restart::OnFailure], 'all'],
    'exit-2' => ['echo run >> {DIR}/exit-2.{N}; sleep 1.5; exit 2', ['autorestart' => 'unexpected', 'exitcodes' => '0,2'], ['exitCodes' => [0, 2]], ['restart' => Restart::OnFailure], 'all'],
    'once' => ['echo run >> {DIR}/once.{N}; sleep 1.5; exit 1', ['autorestart' => 'false'], [], ['restart' => Restart::Never], 'all'],
    'unexpected' => ['echo run >> {DIR}/unexpected.{N}; sleep 1.2; exit 3', ['autorestart' => 'unexpected'], [], ['restart' => Restart::OnFailure], 'several'],
    'at-start' => ['echo run >> {DIR}/at-start.{N}; exit 0', ['autorestart' => 'true'], [], [], 'several'], // 1, 2, 3 s and FATAL there; 0.1, 0.2, 0.4 ... s here
    'term' => ['trap "echo term >> {DIR}/term.{N}; exit 0" TERM; while :; do sleep 0.1; done', [], [], [], 'all'],
    'int' => ['trap "echo int >> {DIR}/int.{N}; exit 0" INT; trap "echo term >> {DIR}/int.{N}" TERM; while :; do sleep 0.1; done', ['stopsignal' => 'INT'], ['stopSignal' => 2], [], 'all'],
    'ignores' => ['trap "echo ignored >> {DIR}/ignores.{N}" TERM; echo up >> {DIR}/ignores.{N}; while :; do sleep 0.1; done', ['stopwaitsecs' => 1], [], ['stopTimeout' => 1], 'all'],
    'group' => ['trap : TERM; sh -c "trap \"echo child >> {DIR}/group.{N}; exit\" TERM; while :; do sleep 0.1; done" & wait; wait', ['stopasgroup' => 'true', 'killasgroup' => 'true'], [], [], 'all'],
];

$dir = sys_get_temp_dir() . '/supervisor-oracle-' . getmypid();
mkdir($dir);
foreach (['theirs', 'ours'] as $side) {
    mkdir("$dir/$side");
    chmod("$dir/$side", 0777);
}
$me = getmypid();
register_shutdown_function(function () use ($dir, $me) {
    if (getmypid() === $me) {
        exec('rm -rf ' . escapeshellarg($dir));
    }
});

/* What a side has left: file => its lines. */
function left(string $side): array
{
    global $dir;

    $found = [];
    foreach (glob("$dir/$side/*.[0-9]") as $file) {
        $found[basename($file)] = file($file, FILE_IGNORE_NEW_LINES);
    }
    ksort($found);
    return $found;
}

/* Has every scene come so far that nothing more is to be expected before the stop? */
function is_settled(string $side): bool
{
    $left = left($side);
    foreach (['facts.0', 'facts.1', 'facts.2', 'clean.0', 'exit-2.0', 'once.0', 'ignores.0'] as $file) {
        if (empty($left[$file])) {
            return false;
        }
    }
    return count($left['unexpected.0'] ?? []) >= 2 && count($left['at-start.0'] ?? []) >= 2;
}

function wait_until(callable $condition): bool
{
    for ($end = microtime(true) + PATIENCE; !$condition();) {
        if (microtime(true) > $end) {
            return false;
        }
        usleep(10000);
    }
    return true;
}

function script(string $name, string $side, string $n): string
{
    global $dir;

    return strtr(SCENES[$name][0], ['{DIR}' => "$dir/$side", '{N}' => $n]);
}

function theirs(): void
{
    global $dir;

    $config = "[supervisord]\nnodaemon=true\nlogfile=$dir/supervisord.log\npidfile=$dir/supervisord.pid\nchildlogdir=$dir\n";
    foreach (SCENES as $name => [, $options]) {
        $file = "$dir/theirs/$name.sh";
        file_put_contents($file, script($name, 'theirs', '$PROCESS'));
        $options += ['environment' => ''];
        $options['environment'] .= ($options['environment'] ? ',' : '') . 'PROCESS="{N}"';
        $config .= "[program:$name]\ncommand=sh $file \"a b\" x{N}\nprocess_name=%(program_name)s-%(process_num)d\n";
        foreach ($options as $option => $value) {
            $config .= "$option=$value\n";
        }
    }
    file_put_contents("$dir/supervisord.conf", strtr($config, ['{N}' => '%(process_num)d']));
    $process = proc_open(['supervisord', '-c', "$dir/supervisord.conf"], [['file', '/dev/null', 'r'], ['file', "$dir/out", 'w'], ['file', "$dir/err", 'w']], $pipes);
    $ok = wait_until(fn () => is_settled('theirs'));
    usleep(500000); // as the other side: so that what is started once too often is seen
    proc_terminate($process, SIGTERM);
    proc_close($process);
    if (!$ok) {
        echo file_get_contents("$dir/out"), file_get_contents("$dir/err");
    }
}

function ours(): void
{
    global $dir;

    $pools = [];
    foreach (SCENES as $name => [, , $command, $pool]) {
        $file = "$dir/ours/$name.sh";
        file_put_contents($file, script($name, 'ours', '$PROCESS'));
        $command['env'] = ['PROCESS' => '%slot%'] + str_replace('{N}', '%slot%', $command['env'] ?? []);
        $pools[] = new Pool(new Command(['sh', $file, 'a b', 'x%slot%'], ...$command), ...$pool + ['name' => $name, 'workers' => 1]);
    }
    $master = new Master($pools, log: Log::None);
    $end = microtime(true) + PATIENCE;
    $master->every(0.05, function () use ($master, $end, &$settled) {
        $settled ??= is_settled('ours') ? microtime(true) : null;
        if ($settled && microtime(true) > $settled + 0.5 || microtime(true) > $end) {
            $master->stop();
        }
    });
    $master->run();
}

theirs();
ours();

/* What differs on purpose: stdin is a pipe there, and what Python itself ignores, SIGPIPE and SIGXFSZ, stays ignored. */
function as_ours(array $lines): array
{
    return preg_replace(['/^pipe:\[\d+\]$/', '/^SigIgn:\t0000000001001000$/'], ['/dev/null', "SigIgn:\t0000000000000000"], $lines);
}

$passed = $failed = 0;
$theirs = array_map('as_ours', left('theirs'));
$ours = left('ours');
foreach (SCENES as $name => [, , , , $compared]) {
    $pick = fn (array $side) => array_filter($side, fn ($file) => preg_replace('/\.\d$/', '', $file) === $name, ARRAY_FILTER_USE_KEY);
    [$a, $b] = [$pick($theirs), $pick($ours)];
    if ($compared === 'several') {
        [$a, $b] = array_map(fn ($side) => array_map(fn ($lines) => count($lines) >= 2 && count(array_unique($lines)) === 1, $side), [$a, $b]);
    }
    if ($a && $a === $b) {
        $passed++;
        echo "same       $name\n";
    } else {
        $failed++;
        echo "DIFFERENT  $name\n  supervisord: ", json_encode($a), "\n  pool:        ", json_encode($b), "\n";
    }
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
