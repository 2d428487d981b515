/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.architecture;

import java.util.Set;

/**
 * What code must not call, by reason. The first kinds bind the code that decides, the last two all
 * code.
 */
enum Ban {
    CLOCK(
            "read a clock",
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.time.Clock",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalTime.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.Date.<init>()",
            "java.util.Calendar.getInstance"),
    CHANCE(
            "draw from an unseeded or foreign random source",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.security.SecureRandom",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.random.RandomGenerator",
            "java.util.random.RandomGeneratorFactory",
            "java.util.Collections.shuffle"),
    THREAD(
            "start a thread",
            "java.lang.Thread.<init>",
            "java.lang.Thread.start",
            "java.util.Timer",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.Collection.parallelStream",
            "java.util.List.parallelStream"),
    AGENT_THREAD("start the thread of an agent", "org.agrona.concurrent.AgentRunner"),
    ENVIRONMENT(
            "read the environment",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Long.getLong"),
    MATH(
            "compute what may differ by an ulp between machines; StrictMath does not",
            "java.lang.Math.acos",
            "java.lang.Math.asin",
            "java.lang.Math.atan",
            "java.lang.Math.atan2",
            "java.lang.Math.cbrt",
            "java.lang.Math.cos",
            "java.lang.Math.cosh",
            "java.lang.Math.exp",
            "java.lang.Math.expm1",
            "java.lang.Math.hypot",
            "java.lang.Math.log",
            "java.lang.Math.log10",
            "java.lang.Math.log1p",
            "java.lang.Math.pow",
            "java.lang.Math.sin",
            "java.lang.Math.sinh",
            "java.lang.Math.tan",
            "java.lang.Math.tanh"),
    HASH_ORDER(
            "keep things in the order of their hashes",
            "java.util.HashMap.<init>",
            "java.util.HashSet.<init>",
            "java.util.Hashtable.<init>",
            "java.util.IdentityHashMap.<init>",
            "java.util.WeakHashMap.<init>",
            "java.util.concurrent.ConcurrentHashMap.<init>",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Map.copyOf",
            "java.util.Set.of",
            "java.util.Set.copyOf",
            "java.util.stream.Collectors.groupingBy",
            "java.util.stream.Collectors.toMap",
            "java.util.stream.Collectors.toSet"),
    LOCALE(
            "depend on the default locale or time zone",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.MessageFormat.format",
            "java.text.NumberFormat.getInstance()",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.time.ZoneId.systemDefault",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.util.Formatter.<init>()",
            "java.util.Formatter.<init>(java.lang.Appendable)",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault"),
    CHARSET(
            "depend on the default character set",
            "java.io.ByteArrayOutputStream.toString()",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.io.File, boolean)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.lang.String, boolean)",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.File)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintStream.<init>(java.lang.String)",
            "java.io.PrintWriter.<init>(java.io.File)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintWriter.<init>(java.lang.String)",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.lang.String.getBytes()",
            "java.nio.charset.Charset.defaultCharset",
            "java.util.Scanner.<init>(java.io.File)",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.util.Scanner.<init>(java.nio.file.Path)");

    private final String description;
    private final Set<String> forbidden;

    Ban(String description, String... forbidden) {
        this.description = description;
        this.forbidden = Set.of(forbidden);
    }

    ForbiddenUse condition() {
        return new ForbiddenUse(description, forbidden);
    }
}
