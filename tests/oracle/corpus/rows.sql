-- 一段语料的行: 第 first 到 last 张表, 各 10 至 30 行, 每十三张有一张 118 行; 每张表先有一行预算执行率.
-- 变量 seed、first、last; 数都以百分之一为单位的整数算, 得分以分 (0.01 分) 为单位; 全国办法: 正向 B÷A, 反向 A÷B, 四舍五入到分.

CREATE OR REPLACE MACRO drawn_at(what, t, j) AS (hash(getvariable('seed'), what, t, j) >> 2)::BIGINT;
CREATE OR REPLACE MACRO number_text(n) AS CASE
    WHEN n % 100 = 0 THEN (n // 100)::VARCHAR
    WHEN n % 10 = 0 THEN printf('%d.%d', n // 100, n // 10 % 10)
    ELSE printf('%d.%02d', n // 100, n % 100) END;
CREATE OR REPLACE MACRO half_up(n, d) AS (2 * n + d) // (2 * d);
CREATE OR REPLACE MACRO day_text(n) AS printf('%d年%d月%d日', year(n), month(n), day(n));

CREATE OR REPLACE TEMP TABLE drawn_tables AS
SELECT t, h, year, "file", n, budget, spent, half_up(1000 * spent, budget) AS execution_points
FROM (
    SELECT *,
        budget * (9000 + (h >> 20) % 1001)::BIGINT // 10000 AS spent
    FROM (
        SELECT t, drawn_at('表', t, 0) AS h,
            (2020 + drawn_at('年度', t, 0) % 4)::INTEGER AS year,
            printf('上报/%02d/%07d.xlsx', t % 31, t) AS "file",
            CASE WHEN t % 13 = 0 THEN 118 ELSE 10 + (drawn_at('表', t, 0) % 21) END AS n,
            10000 + (drawn_at('表', t, 0) >> 8) % 90000000 AS budget
        FROM range(getvariable('first'), getvariable('last')) AS r(t)
    )
);

CREATE OR REPLACE TEMP TABLE drawn AS
WITH numbered AS (
    SELECT t, year, "file", n, unnest(range(1, n + 1)) AS j FROM drawn_tables
),
hashed AS (
    SELECT *, drawn_at('行', t, j) AS g, drawn_at('值', t, j) AS g2,
        drawn_at('对', t, (j + 1) // 2) AS pair
    FROM numbered
),
weighed AS (
    -- 90 分摊给各行; 成对的两行一行多一点, 另一行少一点, 合计不变
    SELECT *, 9000 * j // n - 9000 * (j - 1) // n
        + CASE WHEN j % 2 = 1 AND j = n THEN 0 WHEN j % 2 = 1 THEN 1 ELSE -1 END
        * (pair % (4500 // n)) AS w,
        (g % 100)::INTEGER AS turn, (g2 % 100)::INTEGER AS luck
    FROM hashed
),
kinded AS (
    SELECT *, CASE
        WHEN turn < 38 THEN 'count' WHEN turn < 60 THEN 'percent' WHEN turn < 72 THEN 'less'
        WHEN turn < 77 THEN 'equal' WHEN turn < 85 THEN 'deadline'
        WHEN turn < 93 THEN 'qualitative' WHEN turn < 96 THEN 'permille'
        WHEN turn < 98 THEN 'blank' WHEN turn < 99 THEN 'words' ELSE 'apart' END AS kind
    FROM weighed
),
aimed AS (
    SELECT *, CASE kind
        WHEN 'percent' THEN 8000 + (g >> 8) % 201 * 10
        WHEN 'permille' THEN 100 + (g >> 8) % 90 * 10
        WHEN 'equal' THEN 100 + (g >> 8) % 12 * 100
        WHEN 'less' THEN 500 + (g >> 8) % 5000 * 5
        ELSE 100 + (g >> 8) % 9000 * 100 END::BIGINT AS a
    FROM kinded
),
reached AS (
    SELECT *, CASE
        WHEN luck < 55 OR kind = 'equal' AND luck < 90 THEN a
        WHEN kind IN ('less', 'permille') AND luck < 75 THEN a * (60 + (g2 >> 8) % 40)::BIGINT // 100
        WHEN kind IN ('less', 'permille') THEN a * (103 + (g2 >> 8) % 80)::BIGINT // 100
        WHEN luck < 75 THEN a * (100 + (g2 >> 8) % 15)::BIGINT // 100
        ELSE a * (55 + (g2 >> 8) % 44)::BIGINT // 100 END AS raw_b
    FROM aimed
),
done AS (
    SELECT *, CASE kind
        WHEN 'percent' THEN LEAST(raw_b, 10000)
        WHEN 'less' THEN GREATEST(raw_b, 1) WHEN 'permille' THEN GREATEST(raw_b, 1)
        ELSE raw_b // 100 * 100 END AS b,
        make_date(year, 10 + ((g >> 8) % 3)::INTEGER, 28) AS limit_day,
        ((g2 >> 8) % 40)::INTEGER - 30 AS late
    FROM reached
),
due AS (
    SELECT *, CASE kind
        WHEN 'blank' THEN 0
        WHEN 'deadline' THEN CASE WHEN late <= 0 THEN w ELSE 0 END
        WHEN 'qualitative' THEN CASE WHEN luck < 80 THEN half_up(80 * w, 100)
            WHEN luck < 95 THEN half_up(60 * w, 100) ELSE 0 END
        WHEN 'words' THEN 0 WHEN 'apart' THEN NULL
        WHEN 'less' THEN CASE WHEN b <= a THEN w ELSE half_up(w * a, b) END
        WHEN 'permille' THEN CASE WHEN b <= a THEN w ELSE half_up(w * a, b) END
        ELSE CASE WHEN b >= a THEN w ELSE half_up(w * b, a) END END AS low,
        CASE kind
        WHEN 'blank' THEN 0 WHEN 'deadline' THEN w WHEN 'words' THEN w WHEN 'apart' THEN NULL
        WHEN 'qualitative' THEN CASE WHEN luck < 80 THEN w
            WHEN luck < 95 THEN half_up(80 * w, 100) ELSE half_up(60 * w, 100) END
        ELSE NULL END AS top
    FROM done
)
SELECT t, "file", year, n, j, kind, w, low,
    CASE WHEN kind IN ('blank', 'deadline', 'words', 'qualitative') THEN top ELSE low END AS high,
    drawn_at('错', t, j) AS g3,
    CASE kind
        WHEN 'count' THEN ['新建村道里程', '开展技能培训场次', '发放补贴人数', '采购检测设备数量', '栽植行道树数量'][1 + (g >> 24) % 5]
        WHEN 'percent' THEN ['设备验收合格率', '培训考核合格率', '补贴资金拨付及时率', '服务对象满意度'][1 + (g >> 24) % 4]
        WHEN 'less' THEN ['每公里道路造价', '人均培训成本', '应急响应时间'][1 + (g >> 24) % 3]
        WHEN 'equal' THEN '编制规划文本数量' WHEN 'deadline' THEN '工程完工时间'
        WHEN 'qualitative' THEN '长效管护机制' WHEN 'permille' THEN '产品缺陷率'
        ELSE '受益群众人数' END || '（' || j || '）' AS name,
    CASE kind
        WHEN 'count' THEN '≥' || number_text(a) || ['公里', '场', '人', '台', '株'][1 + (g >> 24) % 5]
        WHEN 'percent' THEN CASE WHEN g2 >> 20 & 7 = 0 THEN number_text(a) || '%以上' ELSE '≥' || number_text(a) || '%' END
        WHEN 'less' THEN '≤' || number_text(a) || ['万元', '元', '小时'][1 + (g >> 24) % 3]
        WHEN 'equal' THEN '=' || number_text(a) || '套' WHEN 'deadline' THEN day_text(limit_day) || '前'
        WHEN 'qualitative' THEN '逐步健全' WHEN 'permille' THEN '≤' || number_text(a) || '‰'
        WHEN 'apart' THEN '/' ELSE '≥' || number_text(a) || '人' END AS target,
    CASE kind
        WHEN 'count' THEN number_text(b) || ['公里', '场', '人', '台', '株'][1 + (g >> 24) % 5]
        WHEN 'percent' THEN number_text(b) || '%'
        WHEN 'less' THEN number_text(b) || ['万元', '元', '小时'][1 + (g >> 24) % 3]
        WHEN 'equal' THEN number_text(b) || '套' WHEN 'permille' THEN number_text(b) || '‰'
        WHEN 'deadline' THEN day_text(limit_day + late)
        WHEN 'qualitative' THEN CASE WHEN luck < 80 THEN '达成预期指标'
            WHEN luck < 95 THEN '部分达成预期指标并具有一定效果' ELSE '未达成预期指标且效果较差' END
        WHEN 'blank' THEN NULL WHEN 'words' THEN '效果明显' WHEN 'apart' THEN '/' END AS actual
FROM due;

CREATE OR REPLACE TEMP TABLE stated_rows AS
WITH chosen AS (
    -- 千分之二十五的行带一处错, 各种错轮流; 放不下的那一行就没有错
    SELECT *, (g3 >> 10) % 22 AS more,
        kind IN ('count', 'percent', 'less', 'equal', 'permille') AS numeric_kind,
        CASE WHEN g3 % 1000 >= 25 THEN NULL ELSE (g3 // 1000) % 5 END AS wrong
    FROM drawn
),
faulty AS (
    SELECT *, CASE
        WHEN wrong = 0 AND numeric_kind AND low < w - 40 THEN 'P402'
        WHEN wrong = 1 AND numeric_kind AND low < w - 20 THEN 'P409'
        WHEN wrong = 2 AND numeric_kind AND low = w AND w > 60 THEN 'P408'
        WHEN wrong = 3 AND kind = 'blank' THEN 'P407'
        WHEN wrong = 3 AND kind <> 'apart' THEN 'P401'
        WHEN wrong = 4 AND kind = 'qualitative' AND low > 0 AND low - 15 > 0 THEN 'P404' END AS code
    FROM chosen
)
SELECT *, CASE code
    WHEN 'P402' THEN low + 17 + more WHEN 'P409' THEN w WHEN 'P407' THEN w WHEN 'P408' THEN w - 12 - more
    WHEN 'P401' THEN w + 10 + more WHEN 'P404' THEN low - 15
    ELSE CASE WHEN kind = 'apart' THEN NULL WHEN low = high THEN low
        ELSE (low + high) // 2 END END::BIGINT AS given
FROM faulty;

CREATE OR REPLACE MACRO amount(n) AS
    CAST(CAST(n AS DECIMAL(28,0)) * CAST('0.01' AS DECIMAL(3,2)) AS DECIMAL(38,10));

CREATE OR REPLACE TEMP VIEW made_rows AS
WITH every AS (
    SELECT t, "file", 0 AS j, NULL AS level1, NULL AS level2, '预算执行率' AS name,
        NULL AS target, NULL AS actual, 1000 AS w, execution_points AS low,
        execution_points AS high, execution_points AS given, 'computed' AS outcome
    FROM drawn_tables
    UNION ALL
    SELECT t, "file", j, CASE WHEN j * 9 <= n * 5 THEN '产出指标'
            WHEN j * 9 <= n * 8 THEN '效益指标' ELSE '满意度指标' END,
        CASE WHEN j * 9 <= n * 5 THEN '数量指标'
            WHEN j * 9 <= n * 8 THEN '社会效益指标' ELSE '服务对象满意度指标' END,
        name, target, actual, w, low, high, given,
        CASE WHEN kind = 'blank' THEN 'missing' WHEN kind = 'apart' THEN 'not_applicable'
            WHEN kind = 'words' THEN 'unverifiable'
            WHEN low = high THEN 'computed' ELSE 'judged' END
    FROM stated_rows
)
SELECT "file", NULL::VARCHAR AS sheet, 1::INTEGER AS number, j::INTEGER AS "row",
    level1::VARCHAR AS level1, level2::VARCHAR AS level2, name, target::VARCHAR AS target,
    actual::VARCHAR AS actual,
    CASE WHEN given < w THEN '受雨季影响，部分工作延后' END AS variance_note,
    amount(w) AS weight, amount(given) AS stated, amount(low) AS low, amount(high) AS high,
    CASE WHEN low = high THEN amount(low) END AS points, outcome,
    NULL::VARCHAR AS formula, NULL::VARCHAR AS substitution, NULL::VARCHAR AS result,
    NULL::VARCHAR AS assumptions, '自评表!I' || (j + 12) AS place,
    'sheet' AS place_kind, '自评表' AS place_sheet, 'I' || (j + 12) AS place_address,
    NULL::INTEGER AS place_page, NULL::INTEGER AS place_table,
    (j + 12)::INTEGER AS place_row, 9::INTEGER AS place_column
FROM every ORDER BY t, j;

CREATE OR REPLACE TEMP VIEW made_tables AS
WITH sums AS (
    SELECT t, sum(given) AS given, sum(low) AS low, sum(high) AS high,
        count(*) FILTER (code IN ('P401', 'P407')) AS errors,
        count(*) FILTER (code IN ('P402', 'P404', 'P408', 'P409')) AS unequal
    FROM stated_rows GROUP BY t
)
SELECT "file", NULL::VARCHAR AS sheet, 1::INTEGER AS number, sha256("file") AS sha256,
    NULL::VARCHAR AS copy_of, 'self_evaluation' AS sort, '项目支出绩效自评表' AS form, year,
    printf('第 %d 号项目', t) AS project, printf('第 %d 号主管部门', t % 97) AS department,
    printf('第 %d 号单位', t % 9973) AS unit, 'mof-2020' AS policy,
    '没有别的依据，用全国通行的办法' AS policy_reason, amount(budget) AS initial,
    amount(budget) AS budget, amount(spent) AS spent,
    spent // gcd(spent, budget) || '/' || budget // gcd(spent, budget) AS execution_rate,
    amount(execution_points) AS execution_stated, NULL::VARCHAR AS execution_due,
    amount(10000) AS total_weight, amount(given + execution_points) AS total_stated,
    amount(given + execution_points) AS sum_of_stated,
    amount(low + execution_points) AS total_low, amount(high + execution_points) AS total_high,
    CASE WHEN given NOT BETWEEN low AND high THEN 'inconsistent'
        WHEN low = high THEN 'consistent' ELSE 'consistent_only_if' END AS verdict,
    NULL::VARCHAR AS conclusion, NULL::VARCHAR AS grade, TRUE AS finished,
    0::INTEGER AS unread, errors::INTEGER AS errors, unequal::INTEGER AS inconsistencies,
    0::INTEGER AS warnings, 0::INTEGER AS notes, 0::INTEGER AS accepted,
    NULL::VARCHAR AS at_stake, NULL::VARCHAR AS page
FROM drawn_tables JOIN sums USING (t) ORDER BY t;

CREATE OR REPLACE TEMP VIEW made_faults AS
SELECT "file", 1::INTEGER AS number, j::INTEGER AS "row", code,
    amount(CASE WHEN code = 'P401' THEN given - w WHEN given < low THEN given - low
        ELSE given - high END) AS size
FROM stated_rows WHERE code IS NOT NULL ORDER BY t, j;
