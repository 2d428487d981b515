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
package io.weft.simulator.workload;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a workload as a trace in the Standard Workload Format, version 2.2, with busy and idle
 * periods in the columns of Minami, Endo and Nomura's simulator. {@link SwfReader} reads the same
 * jobs back, to the nanosecond and (up to 900,000 cores a node) to the byte, given the same machine
 * or the node column, the same queues for classes, and its defaults otherwise.
 */
public final class SwfWriter {
    private static final int FRACTION_DIGITS = 9;
    private static final BigDecimal KIB = BigDecimal.valueOf(1024);

    private boolean hasNodeColumn;

    /** Whether lines get a 21st column with the number of nodes, for jobs that name one. */
    public SwfWriter nodeColumn(boolean newNodeColumn) {
        hasNodeColumn = newNodeColumn;
        return this;
    }

    /**
     * Writes all jobs that are left in a workload to a file, which is replaced.
     *
     * @return how many jobs were written
     * @throws IOException if the file cannot be written
     * @throws WorkloadException if the workload cannot be read
     */
    public long write(Workload workload, Path target) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(target)) {
            return write(workload, bytes);
        }
    }

    /**
     * Writes all jobs that are left in a workload; the stream is flushed and left open.
     *
     * @return how many jobs were written
     * @throws IOException if the stream cannot be written
     * @throws WorkloadException if the workload cannot be read
     */
    public long write(Workload workload, OutputStream target) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        for (WorkloadHeader.Entry entry : workload.header().entries()) {
            writer.append("; ").append(entry.key()).append(": ").append(entry.value());
            writer.append('\n');
        }
        long jobCount = 0;
        var line = new StringBuilder();
        for (JobSpec job = workload.next(); job != null; job = workload.next()) {
            line.setLength(0);
            appendStandard(line, job);
            appendExtra(line, job);
            writer.append(line).append('\n');
            jobCount++;
        }
        writer.flush();
        return jobCount;
    }

    private static void appendStandard(StringBuilder line, JobSpec job) {
        line.append(job.id());
        appendSeconds(line, job.submitNs());
        line.append(" -1");
        appendSeconds(line, job.runtimeNs());
        line.append(' ').append(job.processors()).append(" -1 -1 ").append(job.processors());
        appendSeconds(line, job.walltimeNs());
        line.append(' ').append(memory(job));
        line.append(" 1 ").append(job.userId()).append(' ').append(job.groupId());
        line.append(" -1 ").append(job.queue()).append(" -1 -1 -1");
    }

    private void appendExtra(StringBuilder line, JobSpec job) {
        boolean hasNodes = hasNodeColumn && job.nodeCount() > 0;
        boolean hasPattern = !job.usage().isAlwaysBusy();
        if (hasNodes || hasPattern) {
            line.append(" -1 -1 ").append(hasNodes ? job.nodeCount() : -1);
        }
        if (hasPattern) {
            appendPattern(line, job.usage());
        }
    }

    private static void appendPattern(StringBuilder line, UsagePattern usage) {
        appendSeconds(line, usage.prologIdleNs());
        appendSeconds(line, usage.epilogIdleNs());
        line.append(' ').append(usage.busyCount());
        for (int i = 0; i < usage.busyCount(); i++) {
            if (i > 0) {
                appendSeconds(line, usage.idleNs(i - 1));
            }
            appendSeconds(line, usage.busyNs(i));
        }
    }

    private static void appendSeconds(StringBuilder line, long ns) {
        line.append(' ').append(plain(BigDecimal.valueOf(ns, FRACTION_DIGITS)));
    }

    /** KiB for each processor. */
    private static String memory(JobSpec job) {
        long bytes = job.nodeCount() > 0 ? job.memoryPerNode() : job.memoryPerCore();
        if (bytes == 0) {
            return "-1";
        }
        int share = job.nodeCount() > 0 ? job.coresPerNode() : 1;
        BigDecimal divisor = KIB.multiply(BigDecimal.valueOf(share));
        return plain(
                BigDecimal.valueOf(bytes).divide(divisor, FRACTION_DIGITS, RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
