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
package io.weft.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * Without which a figure means nothing: where, when and with what it was measured. Nothing in here
 * names the machine, a user or a path.
 *
 * @param cpu model of the processor
 * @param cores processors that the JVM may use
 * @param memory of the machine, bytes
 * @param os its name and version
 * @param jvm name and version
 * @param collector of garbage
 * @param heap largest, bytes
 * @param boundsChecks whether Agrona checks every index
 * @param timerNs between two readings of the clock; contained in every single time
 * @param version of Weft
 * @param commit that was built, {@code unknown} outside a checkout
 * @param date of the measurement, UTC
 * @param load average of a minute before it began; negative where nobody knows
 */
public record MachineFacts(
        String cpu,
        int cores,
        long memory,
        String os,
        String jvm,
        String collector,
        long heap,
        boolean boundsChecks,
        long timerNs,
        String version,
        String commit,
        String date,
        double load) {
    private static final String BUILD = "build.properties";
    private static final String UNKNOWN = "unknown";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String CPU_MODEL = "model name";
    private static final int TIMER_READINGS = 200_000;

    /** The machine as it is now; takes a few milliseconds. */
    public static MachineFacts now() {
        final Properties build = build();
        return new MachineFacts(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                system().getTotalMemorySize(),
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version").replaceFirst("[^0-9.].*", ""),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")),
                Runtime.getRuntime().maxMemory(),
                !Boolean.getBoolean(DirectBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME),
                readTimer(),
                build.getProperty("version", UNKNOWN),
                build.getProperty("commit", UNKNOWN),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                loadNow());
    }

    /**
     * How busy the machine is.
     *
     * @return the load average of a minute; negative where nobody knows.
     */
    public static double loadNow() {
        return system().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String cpuModel() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith(CPU_MODEL))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (final IOException ex) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    private static long readTimer() {
        final long from = System.nanoTime();
        long last = from;
        for (int i = 0; i < TIMER_READINGS; i++) {
            last = System.nanoTime();
        }
        return (last - from) / TIMER_READINGS;
    }

    private static Properties build() {
        final Properties properties = new Properties();
        try (InputStream source = MachineFacts.class.getResourceAsStream(BUILD)) {
            if (source != null) {
                properties.load(source);
            }
        } catch (final IOException ex) {
            properties.clear();
        }
        return properties;
    }

    /** The facts in two lines. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %,d MiB, %s, load %.2f\n%s, %s, timer %d ns, bounds checks %s;"
                        + " Weft %s, commit %s, %s",
                cpu,
                cores,
                memory >> 20,
                os,
                load,
                jvm,
                collector,
                timerNs,
                boundsChecks ? "on" : "off",
                version,
                commit,
                date);
    }

    /** The facts in one line. */
    public String markdown() {
        return text().replace("\n", "; ");
    }
}
