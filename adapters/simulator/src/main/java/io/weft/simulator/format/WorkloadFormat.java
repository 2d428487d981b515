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
package io.weft.simulator.format;

import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.TraceStream;
import io.weft.simulator.workload.WorkloadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The formats that workloads are read in. */
public enum WorkloadFormat {
    /** The Standard Workload Format, with or without busy and idle periods. */
    SWF(".swf", "[-+]?[\\d.]+(?:\\s+\\S+){4,}\\s*"),
    /** What Slurm's {@code sacct --parsable2} prints. */
    SACCT(".sacct", "[^|;]*\\|.*"),
    /** The accounting log of a PBS server. */
    PBS(".pbs", "\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d;.*"),
    /** A workload of Batsim. */
    BATSIM(".json", "\\{.*");

    /** Enough for the comments at the head of any trace. */
    private static final int BEGINNING_LENGTH = 1 << 16;

    private static final String COMMENT = ";";

    private final String suffix;
    private final Pattern firstLine;

    WorkloadFormat(String suffix, String firstLine) {
        this.suffix = suffix;
        this.firstLine = Pattern.compile(firstLine);
    }

    /** How names of such files end, compression aside. */
    public String suffix() {
        return suffix;
    }

    /**
     * The format of a trace: by its first line that is neither blank nor a comment; where that says
     * nothing, by its name; else {@link #SWF}. Reads its beginning.
     *
     * @throws WorkloadException if it cannot be read
     */
    public static WorkloadFormat of(TraceSource source) {
        String line = firstLine(source);
        for (WorkloadFormat format : values()) {
            if (format.firstLine.matcher(line).matches()) {
                return format;
            }
        }
        WorkloadFormat named = ofName(source.name());
        return named == null ? SWF : named;
    }

    /** The format that a name ends in, compression aside; null if it says nothing. */
    public static WorkloadFormat ofName(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(?:gz|xz)$", "");
        for (WorkloadFormat format : values()) {
            if (bare.endsWith(format.suffix)) {
                return format;
            }
        }
        return null;
    }

    private static String firstLine(TraceSource source) {
        try (InputStream bytes = source.open();
                InputStream text = TraceStream.textOf(bytes)) {
            String beginning =
                    new String(text.readNBytes(BEGINNING_LENGTH), StandardCharsets.UTF_8);
            return beginning
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new WorkloadException(source.name() + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
