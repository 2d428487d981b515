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
package io.weft.journal;

import io.weft.core.spi.JournalException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The JVM flags that Agrona and Chronicle Queue need, and whether this JVM has them. Without the
 * check a missing flag shows as an error deep inside Chronicle Queue, or as a journal that calls
 * itself read-only.
 */
public final class JvmFlags {
    private static final String EXPORT = "--add-exports=java.base/";
    private static final String OPEN = "--add-opens=java.base/";
    private static final String TARGET = "=ALL-UNNAMED";
    private static final String NO_ANALYTICS_PROPERTY = "chronicle.analytics.disable";
    private static final String NO_MONITOR_PROPERTY = "chronicle.disk.monitor.disable";
    private static final String NO_ANNOUNCER_PROPERTY = "chronicle.announcer.disable";

    private static final List<String> ALL =
            List.of(
                    EXPORT + "jdk.internal.misc" + TARGET,
                    EXPORT + "jdk.internal.ref" + TARGET,
                    OPEN + "java.lang.reflect" + TARGET,
                    OPEN + "sun.nio.ch" + TARGET,
                    "-D" + NO_ANALYTICS_PROPERTY + "=true");

    private JvmFlags() {}

    /**
     * Every flag, as the file {@code .mvn/weft.jvmargs} has them.
     *
     * @return the flags for a command line, one an item.
     */
    public static List<String> all() {
        return ALL;
    }

    /**
     * The flags without which a journal cannot be opened and that this JVM lacks.
     *
     * @return the flags to add to the command line; empty when nothing is missing.
     */
    public static List<String> missing() {
        return ALL.stream().filter(JvmFlags::isMissing).toList();
    }

    /**
     * Refuses to go on without the flags.
     *
     * @throws JournalException of kind JVM_FLAGS, with the flags to add, when one is missing.
     */
    static void require() {
        final List<String> missing = missing();
        if (!missing.isEmpty()) {
            throw new JournalException(
                    JournalException.Kind.JVM_FLAGS,
                    "The journal needs JVM flags that are not set. Add to the java command line:"
                            + missing.stream().collect(Collectors.joining(" ", " ", "")),
                    null);
        }
    }

    /**
     * Chronicle Queue sends no usage data, prints no banner and starts no thread that watches the
     * disk, unless somebody asked for it. Holds for the process; to be called before its first
     * class is loaded.
     */
    static void quietChronicle() {
        setIfAbsent(NO_ANALYTICS_PROPERTY);
        setIfAbsent(NO_MONITOR_PROPERTY);
        setIfAbsent(NO_ANNOUNCER_PROPERTY);
    }

    private static void setIfAbsent(final String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private static boolean isMissing(final String flag) {
        final Module base = Object.class.getModule();
        final Module own = JvmFlags.class.getModule();
        if (flag.startsWith(EXPORT)) {
            return !base.isExported(packageName(flag, EXPORT), own);
        }
        return flag.startsWith(OPEN) && !base.isOpen(packageName(flag, OPEN), own);
    }

    private static String packageName(final String flag, final String prefix) {
        return flag.substring(prefix.length(), flag.length() - TARGET.length());
    }
}
