--TEST--
Objects travel both ways: plain, with __serialize, with __sleep, enums, nested and shared
--EXTENSIONS--
supervisor
--FILE--
<?php
require dirname(__DIR__) . '/helper.inc';

use Supervisor\{Job, Pool};

enum Suit: string { case Hearts = 'h'; case Spades = 's'; }
enum Plain { case A; case B; }
class Point { public $x = 1; protected $y = 2; private $z = 3; public ?Point $next = null; public readonly int $r; function __construct() { $this->r = 4; } function sum() { return $this->x + $this->y + $this->z + $this->r; } }
class Own { public $value; private $file; function __construct($v) { $this->value = $v; $this->file = STDIN; }
    function __serialize(): array { return ['v' => $this->value]; } function __unserialize(array $data): void { $this->value = $data['v'] . '!'; } }
class Sleeps { public $kept = 1; public $dropped; function __construct() { $this->dropped = fn () => 1; } function __sleep() { return ['kept']; } function __wakeup() { $this->kept .= ' woken'; } }
class Old extends ArrayObject {}

$pool = new Pool(fn (Job $job) => [get_debug_type($job->payload), $job->payload], workers: 1);
[$type, $std] = $pool->submit((object) ['a' => 1, '5' => [2]])->await();
echo $type, ' ', json_encode($std), "\n";
$p = new Point;
$p->next = $p;
[$type, $p] = $pool->submit($p)->await();
echo $type, ' ', $p->sum(), ' ', $p->next === $p ? 'shared' : 'copied', "\n";
[$type, $own] = $pool->submit(new Own('v'))->await();
echo $type, ' ', $own->value, "\n"; // unserialized there and here
[$type, $sleeps] = $pool->submit(new Sleeps)->await();
echo $type, ' ', $sleeps->kept, "\n";
foreach ([Suit::Spades, Plain::B, [Suit::Hearts, 'k' => Plain::A]] as $value) {
    var_dump($pool->submit($value)->await()[1] === $value);
}
[$type, $old] = $pool->submit(new Old([1, 2]))->await();
echo $type, ' ', count($old), "\n";
[$type, $when] = $pool->submit(new DateTimeImmutable('2020-01-02 03:04:05 UTC'))->await();
echo $type, ' ', $when->format('c'), "\n";
$o = new stdClass;
[, [$a, $b]] = $pool->submit([$o, $o])->await();
var_dump($a === $b);
no_cycles();
?>
--EXPECT--
stdClass {"a":1,"5":[2]}
Point 10 shared
Own v!!
Sleeps 1 woken woken
bool(true)
bool(true)
bool(true)
Old 2
DateTimeImmutable 2020-01-02T03:04:05+00:00
bool(true)
