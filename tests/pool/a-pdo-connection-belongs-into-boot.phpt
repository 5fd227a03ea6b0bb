--TEST--
A PDO connection that boot makes serves all jobs of a worker
--EXTENSIONS--
supervisor
pdo_sqlite
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool, Worker};

$db = temp_dir() . '/db.sqlite';
$master = new PDO("sqlite:$db");
$master->exec('create table t (pid int, n int)');
$pool = new Pool(
    function (Job $job, PDO $pdo) { $pdo->prepare('insert into t values (?, ?)')->execute([getmypid(), $job->payload]); return spl_object_id($pdo); },
    workers: 2, boot: function (Worker $w) use ($db) { return new PDO("sqlite:$db", options: [PDO::ATTR_TIMEOUT => 30]); });
$jobs = array_map($pool->submit(...), range(1, 40));
$pool->wait();
echo counters($pool, 40), "\n";
$pool->stop();
echo $master->query('select count(*), count(distinct n), sum(n) from t')->fetch(PDO::FETCH_NUM) == [40, 40, 820] ? "all there\n" : "some are missing\n";
?>
--EXPECT--
done=40
all there
