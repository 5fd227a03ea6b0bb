--TEST--
What the master has loaded before start() is in huge pages, and a write to it copies no more than a page; supervisor.huge_pages=0 leaves it as it is
--EXTENSIONS--
supervisor
--SKIPIF--
<?php
$sys = '/sys/kernel/mm/transparent_hugepage';
if (getenv('SUPERVISOR_TEST_ASAN')) die('skip the heap is not that of PHP under AddressSanitizer');
if (version_compare(php_uname('r'), '6.1', '<')) die('skip the kernel has no MADV_COLLAPSE before 6.1');
if (!str_contains((string) @file_get_contents("$sys/enabled"), '[madvise]')) die("skip huge pages are not given on request only here (transparent_hugepage/enabled)");
if ((int) @file_get_contents("$sys/hpage_pmd_size") !== 2097152) die('skip huge pages do not have 2 MB here');
?>
--INI--
memory_limit=-1
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$code = <<<'CODE'
    function kib(string $what, int|string $pid = 'self'): int
    {
        preg_match("/^$what:\s*(\d+) kB/m", file_get_contents("/proc/$pid/smaps_rollup"), $m);
        return (int) $m[1];
    }
    $rows = [];
    for ($i = 0; memory_get_usage() < 40 << 20; $i++) {
        $rows[] = ['id' => $i, 'text' => str_repeat(chr(97 + $i % 26), 200)];
    }
    $pool = new Pool(function (Job $job) use (&$rows) {
        if ($job->payload === 'write') {
            for ($i = 0; $i < count($rows); $i += 1000) {
                $rows[$i]['id'] = -$i;
            }
        }
        $sum = 0;
        for ($i = 0; $i < count($rows); $i += 1000) {
            $sum += $rows[$i]['id'];
        }
        return [getmypid(), $sum];
    }, workers: 1);
    $pool->start();
    serve_until_ready($pool);
    $huge = kib('AnonHugePages');
    echo 'huge pages: ', $huge > 20 << 10 ? 'most of it' : ($huge === 0 ? 'none' : "$huge kB"), "\n";
    [$pid, $read] = $pool->submit('read')->await();
    $before = kib('Private_Dirty', $pid);
    [, $written] = $pool->submit('write')->await();
    $more = kib('Private_Dirty', $pid) - $before;
    // Two pages a row at most.
    $rows_written = intdiv(count($rows), 1000);
    echo $read > 0 && $written === -$read ? 'the rows are right' : "$read, $written", ', ',
        $more < $rows_written * 8 + 256 ? 'pages are copied one by one' : "$more kB copied for $rows_written rows", "\n";
    echo 'the master has its own: ', $rows[1000]['id'], "\n";
    $pool->stop();
    CODE;
foreach (['1', '0'] as $setting) {
    $php = new Php($code, "-d memory_limit=-1 -d supervisor.huge_pages=$setting");
    var_dump($php->wait(20));
    echo $php->out(), $php->err();
}
?>
--EXPECT--
int(0)
huge pages: most of it
the rows are right, pages are copied one by one
the master has its own: 1000
int(0)
huge pages: none
the rows are right, pages are copied one by one
the master has its own: 1000
