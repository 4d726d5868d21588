-- why: literals
SELECT '192.168.1.5'::inet, '10.0.0.0/8'::inet, '10/8'::inet, '10.1/16'::inet, '::1'::inet, '2001:DB8::/32'::inet, '::ffff:1.2.3.4'::inet, '1.2.3.4/32'::inet, '0.0.0.0/0'::inet

-- why: columns in networks
SELECT id, ip4 << '192.168.0.0/16', ip4 <<= '0.0.0.0/0', '10.0.0.0/8' >> ip4, ip6 << '2001:db8::/32', ip6 << '::/0', ip4 && '10.0.0.1' FROM kinds ORDER BY id

-- why: filters
SELECT id FROM kinds WHERE ip4 >= '10.0.0.0' AND ip4 < '11.0.0.0' ORDER BY id

-- why: families do not mix
SELECT id, ip4 = ip6, ip4 < ip6, ip4 << '::/0' FROM kinds ORDER BY id

-- why: functions
SELECT id, host(ip4), host(ip6), masklen(ip4), masklen(ip6), family(ip4), family(ip6), abbrev(ip6) FROM kinds ORDER BY id

-- why: text to inet
SELECT id, (host(ip4) || '/24')::inet, host(ip6)::inet, (host(ip6) || '/16')::inet FROM kinds ORDER BY id

-- why: no inet
SELECT 'x'::text::inet

-- why: a mask too long
-- message: same
SELECT '1.2.3.4/33'::inet

-- why: concatenation shows the mask
SELECT 'ip ' || ip4 FROM kinds ORDER BY id
