<?php
/*
 * A daemon: four workers poll a spool folder for job files. Stop it with Ctrl-C or SIGTERM.
 *
 *     php examples/worker.php [FOLDER]           then, in another terminal:
 *     echo hello > FOLDER/new/greeting
 *
 * A worker claims a file by rename, which only one can win, does the work, and moves it to done/. A file whose worker died is
 * found in running/ by the next worker of that slot, and goes back to new/.
 */
use Supervisor\{Event, Loop, Pool, Worker, WorkerExit};

$spool = $argv[1] ?? sys_get_temp_dir() . '/supervisor-spool';
foreach (['new', 'running', 'done'] as $folder) {
    if (!is_dir("$spool/$folder") && !@mkdir("$spool/$folder", 0700, true)) {
        fwrite(STDERR, "the folder $spool/$folder cannot be made\n");
        exit(1);
    }
}

/** The work itself: here, the number of words in the file. */
function process(string $file): int
{
    return str_word_count(file_get_contents($file));
}

function claim(string $spool, int $slot): ?string
{
    foreach (new FilesystemIterator("$spool/new") as $file) {
        $mine = "$spool/running/$slot-" . $file->getFilename();
        if (@rename($file->getPathname(), $mine)) {
            return $mine;
        }
    }
    return null;
}

$pool = new Pool(
    new Loop(function (Worker $w) use ($spool) {
        while ($w->next()) {
            $file = claim($spool, $w->slot);
            if ($file === null) {
                usleep(100_000);
                continue;
            }
            $name = substr(basename($file), strlen("$w->slot-"));
            $w->begin($name);
            printf("worker %d: %s has %d words\n", getmypid(), $name, process($file));
            rename($file, "$spool/done/$name");
            $w->end();
        }
    }),
    name: 'spool',
    workers: 4,
    maxJobs: 100,
    boot: function (Worker $w) use ($spool) {
        foreach (glob("$spool/running/$w->slot-*") as $file) {
            rename($file, "$spool/new/" . substr(basename($file), strlen("$w->slot-")));
        }
    },
);

$pool->on(Event::WorkerExit, function (WorkerExit $exit) {
    printf("worker %d ended: %s, after %d jobs\n", $exit->pid, $exit->reason->value, $exit->jobs);
});

echo "watching $spool/new, stop with Ctrl-C\n";
exit($pool->run());
