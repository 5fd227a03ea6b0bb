<?php
/*
 * Thumbnails of all images below a folder, made by four workers; one of them is killed in mid-run, and nothing is lost.
 *
 *     php examples/thumbnails.php [FOLDER [OUTPUT]]
 *
 * Without FOLDER: the images below the system's folders for shared data. A small system has hardly any there: the Debian package
 * iso-flags-png-320x240 brings 262. Without OUTPUT: a temporary folder, removed at the end.
 */
use Supervisor\{Event, Job, JobState, Pool, Reject, SlotState, WorkerExit};

const SIZE = 128;
const AT_MOST = 600;
const ENOUGH = 200; // for a run in which something can be seen

function give_up(string $why): never
{
    fwrite(STDERR, "$why\n");
    exit(1);
}

extension_loaded('gd') || give_up('this example needs the extension gd (Debian: php-gd)');

/** @return list<string> images that GD can read, at most AT_MOST */
function find_images(array $folders): array
{
    $types = array_filter([
        IMAGETYPE_PNG => imagetypes() & IMG_PNG, IMAGETYPE_JPEG => imagetypes() & IMG_JPG,
        IMAGETYPE_GIF => imagetypes() & IMG_GIF, IMAGETYPE_WEBP => imagetypes() & IMG_WEBP,
    ]);
    $found = [];
    foreach ($folders as $folder) {
        $all = new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS);
        foreach (new RecursiveIteratorIterator($all, RecursiveIteratorIterator::LEAVES_ONLY, RecursiveIteratorIterator::CATCH_GET_CHILD) as $file) {
            if (preg_match('/\.(png|jpe?g|gif|webp)$/i', $file->getFilename()) && $file->isFile() && $file->isReadable() && !$file->isLink()) {
                $found[$file->getPathname()] = $file->getSize();
            }
        }
    }
    arsort($found); // the large ones: they are worth a worker
    $images = [];
    foreach (array_keys($found) as $path) {
        $info = @getimagesize($path);
        if ($info && isset($types[$info[2]]) && $info[0] * $info[1] <= 50_000_000) {
            $images[] = $path;
            if (count($images) === AT_MOST) {
                break;
            }
        }
    }
    return $images;
}

function thumbnail_of(string $image, string $output): string
{
    return "$output/" . hash('xxh128', $image) . '.png';
}

/** Runs in a worker. It may run twice for one image, so it writes beside the target and renames: done is done. */
function make_thumbnail(string $image, string $output): int
{
    $source = @imagecreatefromstring(file_get_contents($image)) ?: throw new Reject("GD cannot read $image");
    $scale = min(1, SIZE / max(imagesx($source), imagesy($source)));
    $thumbnail = imagescale($source, max(1, (int) (imagesx($source) * $scale)), max(1, (int) (imagesy($source) * $scale)), IMG_BICUBIC);
    $target = thumbnail_of($image, $output);
    imagepng($thumbnail, "$target." . getmypid());
    rename("$target." . getmypid(), $target);
    return filesize($target);
}

$folders = isset($argv[1]) ? [$argv[1]] : array_filter(['/usr/share', '/usr/local/share'], is_dir(...));
isset($argv[1]) && !is_dir($argv[1]) && give_up("$argv[1] is not a folder");
isset($argv[1]) && !is_readable($argv[1]) && give_up("$argv[1] cannot be read");

$images = find_images($folders);
printf("found %d images below %s%s\n", count($images), implode(' and ', $folders), count($images) === AT_MOST ? ' (took the largest)' : '');
if (!$images) {
    give_up('name a folder that has some: php examples/thumbnails.php FOLDER');
}
if (!isset($argv[1]) && count($images) < ENOUGH) {
    echo "few images, a short run: name a folder that has more, or install some (Debian: iso-flags-png-320x240)\n";
}
$output = $argv[2] ?? sys_get_temp_dir() . '/supervisor-thumbnails-' . getmypid();
is_dir($output) || @mkdir($output, 0700, true) || give_up("the folder $output cannot be made");

$exits = [];
$pool = new Pool(fn (Job $job) => make_thumbnail($job->payload, $output), name: 'thumbnails', workers: 4, backoff: 0.1);
$pool->on(Event::WorkerExit, function (WorkerExit $exit) use (&$exits) {
    $exits[] = $exit;
});

$done = $failed = $killed = 0;
$tty = stream_isatty(STDOUT);
$shown = -1;
$began = microtime(true);

foreach ($pool->map($images) as $job) {
    $job->state() === JobState::Done ? $done++ : $failed++;

    // In mid-run: SIGKILL for a worker that has a job.
    if (!$killed && $done + $failed > count($images) / 3) {
        foreach ($pool->status()->slots as $slot) {
            if ($slot->job !== null && posix_kill($slot->pid, SIGKILL)) {
                $killed = $slot->pid;
                printf("%skilled worker %d while it ran job %s\n", $tty ? "\n" : '', $slot->pid, $slot->job);
                break;
            }
        }
    }

    $percent = intdiv(100 * ($done + $failed), count($images));
    if ($percent > $shown + ($tty ? 0 : 24)) {
        $shown = $percent;
        printf("%s%3d %%, %d of %d thumbnails, %.1f s%s", $tty ? "\r" : '', $percent, $done, count($images), microtime(true) - $began, $tty ? '' : "\n");
    }
}
$pool->stop();
echo $tty ? "\n" : '';

printf("%-8s %6s %9s %9s %12s  %s\n", 'pid', 'jobs', 'seconds', 'CPU s', 'peak memory', 'end');
foreach ($exits as $exit) {
    printf("%-8d %6d %9.2f %9.2f %9.1f MB  %s%s\n", $exit->pid, $exit->jobs, $exit->uptime, $exit->cpuTime, $exit->peakMemory / 1048576,
        $exit->reason->value, $exit->signal === SIGKILL ? ' by SIGKILL, its job was run again by another worker' : '');
}

$status = $pool->status();
$missing = array_filter($images, fn ($image) => !is_file(thumbnail_of($image, $output)));
printf("%d thumbnails of %d images in %.1f s; %d failed, %d crashed and were retried, %d workers replaced\n",
    count($images) - count($missing), count($images), microtime(true) - $began, $failed, $status->crashes, $status->restarts);
foreach ($missing as $image) {
    fwrite(STDERR, "no thumbnail of $image\n");
}
if (!isset($argv[2])) {
    array_map(unlink(...), glob("$output/*"));
    rmdir($output);
}
exit($missing ? 1 : 0);
