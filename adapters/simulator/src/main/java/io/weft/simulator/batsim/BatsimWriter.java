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
package io.weft.simulator.batsim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a workload as one of Batsim, a job a line, its profiles delays of the jobs' run times.
 * Jobs go through one at a time; what stays in memory is a number for each distinct run time.
 * {@link BatsimReader} reads the same jobs back, to the nanosecond and the byte.
 */
public final class BatsimWriter {
    private static final int FRACTION_DIGITS = 9;

    /** Jobs and profiles stand on lines of their own; what is in them does not. */
    private static final int LINE_DEPTH_MAX = 2;

    private final Set<Long> runtimesNs = new TreeSet<>();
    private int processorsMax = 1;

    /**
     * Writes all jobs that are left in a workload; the stream is flushed and left open. A writer
     * writes once.
     *
     * @return how many jobs were written
     * @throws IOException if the stream cannot be written
     * @throws WorkloadException if the workload cannot be read
     */
    public long write(Workload workload, OutputStream target) throws IOException {
        long jobCount = 0;
        try (JsonGenerator json = generator(target)) {
            json.writeStartObject();
            json.writeArrayFieldStart("jobs");
            for (JobSpec job = workload.next(); job != null; job = workload.next()) {
                write(job, json);
                jobCount++;
            }
            json.writeEndArray();
            writeProfiles(json);
            WorkloadHeader header = workload.header();
            boolean isKnown = header.maxProcs() > 0 && header.maxProcs() >= processorsMax;
            json.writeNumberField("nb_res", isKnown ? header.maxProcs() : processorsMax);
            writeHeader(header, json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return jobCount;
    }

    private static JsonGenerator generator(OutputStream target) throws IOException {
        return new JsonFactory()
                .createGenerator(target)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .setPrettyPrinter(new LinePrinter());
    }

    /** A line for each job, each profile and each line of the header. */
    private static final class LinePrinter extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(separator(json));
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(separator(json));
        }

        private static String separator(JsonGenerator json) {
            int depth = json.getOutputContext().getNestingDepth();
            return depth <= LINE_DEPTH_MAX ? ",\n" : ", ";
        }
    }

    private void write(JobSpec job, JsonGenerator json) throws IOException {
        runtimesNs.add(job.runtimeNs());
        processorsMax = Math.max(processorsMax, job.processors());
        json.writeStartObject();
        // Batsim's ids are strings.
        json.writeStringField("id", Long.toString(job.id()));
        json.writeNumberField("subtime", seconds(job.submitNs()));
        json.writeNumberField("walltime", seconds(job.walltimeNs()));
        json.writeNumberField("res", job.processors());
        json.writeStringField("profile", profile(job.runtimeNs()));
        json.writeObjectFieldStart(WeftFields.WEFT);
        writeNumber(json, WeftFields.USER, job.userId(), JobSpec.NULL_NUMBER);
        writeNumber(json, WeftFields.GROUP, job.groupId(), JobSpec.NULL_NUMBER);
        writeNumber(json, WeftFields.QUEUE, job.queue(), JobSpec.NULL_NUMBER);
        if (job.jobClass() != JobClass.BATCH) {
            json.writeStringField(WeftFields.CLASS, job.jobClass().name().toLowerCase(Locale.ROOT));
        }
        writeNumber(json, WeftFields.NODES, job.nodeCount(), 0);
        json.writeNumberField(WeftFields.CORES_PER_NODE, job.coresPerNode());
        writeNumber(json, WeftFields.MEMORY_PER_NODE, job.memoryPerNode(), 0);
        writeNumber(json, WeftFields.MEMORY_PER_CORE, job.memoryPerCore(), 0);
        if (!job.usage().isAlwaysBusy()) {
            writeUsage(job.usage(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, String key, long value, long nullValue)
            throws IOException {
        if (value != nullValue) {
            json.writeNumberField(key, value);
        }
    }

    private static void writeUsage(UsagePattern usage, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(WeftFields.USAGE);
        json.writeNumber(seconds(usage.prologIdleNs()));
        for (int i = 0; i < usage.busyCount(); i++) {
            if (i > 0) {
                json.writeNumber(seconds(usage.idleNs(i - 1)));
            }
            json.writeNumber(seconds(usage.busyNs(i)));
        }
        json.writeNumber(seconds(usage.epilogIdleNs()));
        json.writeEndArray();
    }

    private void writeProfiles(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("profiles");
        for (long runtimeNs : runtimesNs) {
            json.writeObjectFieldStart(profile(runtimeNs));
            json.writeStringField("type", "delay");
            json.writeNumberField("delay", seconds(runtimeNs));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeHeader(WorkloadHeader header, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(WeftFields.WEFT);
        for (WorkloadHeader.Entry entry : header.entries()) {
            json.writeStartArray();
            json.writeString(entry.key());
            json.writeString(entry.value());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static String profile(long runtimeNs) {
        return "delay " + seconds(runtimeNs).toPlainString();
    }

    private static BigDecimal seconds(long ns) {
        BigDecimal seconds = BigDecimal.valueOf(ns, FRACTION_DIGITS).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
