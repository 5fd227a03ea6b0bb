--TEST--
A worker of a script with very many files open can write to each of them, and none of them is its channel; connections among them are cut
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

// Descriptors of the supervisor begin at 512 here.
$php = new Php(<<<'CODE'
    function open(int $until): void
    {
        global $dir, $files, $pairs;
        do {
            $files[] = $file = fopen("$dir/many", 'a');
            if (count($files) % 10 === 0) {
                $pairs[] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
            }
        } while (max(array_keys(descriptors())) < $until);
    }
    function check(Pool $pool, string $when): void
    {
        global $dir, $files, $pairs;
        $n = count(lines("$dir/many"));
        [$pid, $written, $cut] = $pool->submit($when)->await(PATIENCE * SLOWER);
        echo "$when: ", $written === count($files) && count(lines("$dir/many")) - $n === count($files) ? 'all files' : "$written files of " . count($files),
            ', ', $cut === count($pairs) ? 'no connection' : count($pairs) - $cut . ' connections', "\n";
        foreach ($pairs as [$left, $right]) {
            stream_set_blocking($right, false);
            if (fread($right, 99) !== '' || fwrite($left, 'm') !== 1 || fread($right, 99) !== 'm') {
                echo "$when: the worker has reached a connection\n";
            }
        }
        posix_kill($pid, SIGKILL);
    }

    open(540);
    $pool = new Pool(function (Job $job) {
        global $files, $pairs;
        $written = $cut = 0;
        foreach ($files as $file) {
            $written += @fwrite($file, "a line of a worker, longer than the head of a frame\n") > 0;
        }
        foreach ($pairs as [$left]) {
            $cut += @fwrite($left, 'from the worker') === false;
        }
        return [getmypid(), $written, $cut];
    }, workers: 1, maxCrashes: 1);
    check($pool, 'opened before');
    open(640);
    check($pool, 'and beyond ours');
    foreach ($files as $i => $file) {
        if ($i % 3 === 0 && $i < count($files) - 3) {
            fclose($file);
            unset($files[$i]);
        }
    }
    check($pool, 'with gaps');
    $pool->stop();
    CODE, before: 'ulimit -n 1024; ');
var_dump($php->wait(30));
echo $php->out();
foreach ($php->lines('err') as $line) {
    if (!str_contains($line, 'killed by SIGKILL')) {
        echo $line, "\n";
    }
}
?>
--EXPECT--
int(0)
opened before: all files, no connection
and beyond ours: all files, no connection
with gaps: all files, no connection
