--TEST--
notify: a program that has not said READY=1 within bootTimeout is killed, and so is one that its watchdog misses
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Command, Event, Pool, WorkerExit};

require __DIR__ . '/../helper.inc';
require __DIR__ . '/notify.inc';

$log = log_to_file();
foreach ([
    'boot' => [program('sleep(60);'), ['notify' => true], ['bootTimeout' => 0.2]],
    'silent' => [program('sd_notify("READY=1"); sleep(60);'), ['notify' => true, 'watchdog' => 0.3], []],
    'trigger' => [program('sd_notify("READY=1"); sd_notify("WATCHDOG=trigger"); sleep(60);'), ['notify' => true, 'watchdog' => 60], []],
    'alive' => [program('if (getenv("WATCHDOG_USEC") !== "2000000") exit(9); sd_notify("READY=1"); for ($i = 0; $i < 30; $i++) { usleep(100000); sd_notify("WATCHDOG=1"); } exit(3);'),
        ['notify' => true, 'watchdog' => 2], []],
] as $name => [$argv, $command, $more]) {
    $pool = new Pool(new Command($argv, ...$command), ...$more + ['name' => $name, 'workers' => 1]);
    $pool->on(Event::WorkerExit, function (WorkerExit $e) use ($pool, $name) {
        echo $name, ' ', json_encode([$e->reason, $e->exitCode, $e->signal, $e->message]), "\n";
        $pool->stop();
    });
    $pool->run();
}
foreach (lines($log) as $line) {
    echo preg_replace('/^\[.*?\] supervisor\.|worker \d+ |up \d+\.\d+ s, peak \d+\.\d+M|in 0\.\d s/', '', $line), "\n";
}
?>
--EXPECT--
boot ["boot_timed_out",null,9,""]
silent ["timed_out",null,9,"it did not say WATCHDOG=1 for 0.3 s"]
trigger ["timed_out",null,9,"it said WATCHDOG=trigger"]
alive ["exited",3,null,""]
warning: pool "boot" slot 0: was killed because it was not ready within bootTimeout; ; next worker 
warning: pool "silent" slot 0: was killed by its watchdog; : it did not say WATCHDOG=1 for 0.3 s; next worker 
warning: pool "trigger" slot 0: was killed by its watchdog; : it said WATCHDOG=trigger; next worker 
warning: pool "alive" slot 0: exited with status 3; ; next worker 
