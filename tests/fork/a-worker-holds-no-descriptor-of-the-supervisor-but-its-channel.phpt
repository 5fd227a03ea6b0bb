--TEST--
A worker holds none of the supervisor's descriptors but its channel: not those of its siblings, and none that the master waits with
--EXTENSIONS--
supervisor
--FILE--
<?php
use Supervisor\{Job, Pool};

require __DIR__ . '/../helper.inc';

$before = descriptors();
$pool = new Pool(fn () => descriptors(), workers: 8);
$pool->start();
serve_until_ready($pool);
$other = new Pool(fn () => descriptors(), name: 'other', workers: 2);
foreach ([$pool, $other] as $p) {
    foreach ($p->map(range(1, 20)) as $job) {
        $new = array_diff_key($job->result(), $before);
        if (count($new) !== 1 || !str_starts_with(reset($new), 'socket:') || key($new) < 512) {
            var_dump($new);
        }
    }
}
$pool->stop();
$other->stop();
echo "done\n";
?>
--EXPECT--
done
