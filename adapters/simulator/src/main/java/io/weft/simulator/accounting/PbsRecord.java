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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of a PBS accounting log: {@code date time;type;id;attribute=value ...}. A value in
 * double quotes may hold blanks.
 */
final class PbsRecord {
    private static final Pattern LINE =
            Pattern.compile("\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d;(\\w);([^;]*);(.*)");
    private static final Pattern ID =
            Pattern.compile("(\\d{1,15})(?:(\\[])|\\[(\\d{1,9})]|-(\\d{1,9}))?(?:\\..*)?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

    /** TORQUE: {@code 4:ppn=8+1:ppn=2:gpus=1}; a name instead of a count stands for one node. */
    private static final Pattern CHUNK_COUNT = Pattern.compile("(\\d{1,9})(?::.*)?");

    private static final Pattern CHUNK_PROCESSORS = Pattern.compile(".*:ppn=(\\d{1,9})(?:\\D.*)?");
    private static final Pattern CHUNK_GPUS = Pattern.compile(".*:gpus?=(\\d{1,9})(?:\\D.*)?");

    private final char type;
    private final String id;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final long number;
    private final boolean isWholeArray;
    private final int taskIndex;

    private PbsRecord(char type, String id, String text) throws RejectedValueException {
        this.type = type;
        this.id = id;
        Matcher matcher = ID.matcher(id);
        if (isEnd() && !matcher.matches()) {
            throw new RejectedValueException(RejectionReason.NOT_AN_ID, "id", id);
        }
        boolean isKnown = matcher.matches();
        isWholeArray = isKnown && matcher.group(2) != null;
        String task = !isKnown ? null : matcher.group(matcher.group(3) == null ? 4 : 3);
        taskIndex = task == null ? -1 : Integer.parseInt(task);
        number = isKnown ? Long.parseLong(matcher.group(1)) : LoggedJob.NOT_KNOWN;
        int at = 0;
        while (at < text.length()) {
            at = readAttribute(text, at);
        }
    }

    /** Reads one, if there is one, and returns where the next may begin. */
    private int readAttribute(String text, int from) {
        int blank = indexOfBlank(text, from);
        int nameLength = text.substring(from, blank).indexOf('=');
        if (nameLength <= 0) {
            return blank + 1;
        }
        int equals = from + nameLength;
        int start = equals + 1;
        int quote = start < blank && text.charAt(start) == '"' ? text.indexOf('"', start + 1) : -1;
        boolean isQuoted = quote >= 0 && indexOfBlank(text, quote) == quote + 1;
        int end = isQuoted ? quote : blank;
        attributes.put(
                text.substring(from, equals), text.substring(isQuoted ? start + 1 : start, end));
        return isQuoted ? quote + 2 : blank + 1;
    }

    private static int indexOfBlank(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /**
     * The record of a line.
     *
     * @throws RejectedValueException if the line is none, or the end of something that is no job
     */
    static PbsRecord of(String line) throws RejectedValueException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new RejectedValueException(RejectionReason.NOT_A_RECORD, "line", line);
        }
        return new PbsRecord(matcher.group(1).charAt(0), matcher.group(2), matcher.group(3));
    }

    /** Whether a job ended. */
    boolean isEnd() {
        return type == 'E';
    }

    /** Whether a job came, or started. */
    boolean isBeginning() {
        return type == 'Q' || type == 'S';
    }

    /** Whether a job went without an end of its own: aborted or deleted. */
    boolean isRemoval() {
        return type == 'A' || type == 'D';
    }

    /** Whether this is about an array as a whole, whose tasks have records of their own. */
    boolean isWholeArray() {
        return isWholeArray;
    }

    /** The job as PBS names it, server included. */
    String id() {
        return id;
    }

    /** The number of the job, or of the array that it is a task of. */
    long number() {
        return number;
    }

    /** The number of the task, or -1. */
    int taskIndex() {
        return taskIndex;
    }

    /** The value of an attribute; empty if there is none. */
    String value(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Where the job ran. */
    PbsHosts hosts() {
        return PbsHosts.of(value("exec_host"));
    }

    /** GPUs asked for; 0 if the log does not say. */
    long gpuCount() throws RejectedValueException {
        if (!value("Resource_List.ngpus").isEmpty()) {
            return count("Resource_List.ngpus");
        }
        String nodes = value("Resource_List.nodes");
        String request = nodes.isEmpty() ? value("Resource_List.nodect") : nodes;
        return sum("Resource_List.nodes", request, CHUNK_GPUS, 0);
    }

    /**
     * How long the job ran; {@link LoggedJob#NOT_KNOWN}: not stated.
     *
     * @throws RejectedValueException if it is no length of time
     */
    long elapsedS() throws RejectedValueException {
        return lengthS("resources_used.walltime");
    }

    /** A length of time; {@link LoggedJob#NOT_KNOWN}: not stated. */
    long lengthS(String attribute) throws RejectedValueException {
        return LogTime.lengthS(attribute, value(attribute));
    }

    /**
     * The job.
     *
     * @throws RejectedValueException if a value that it needs is missing, or cannot be understood
     */
    LoggedJob job() throws RejectedValueException {
        long submitS = lengthS("ctime");
        if (submitS == LoggedJob.NOT_KNOWN) {
            throw new RejectedValueException(RejectionReason.MISSING, "ctime", "");
        }
        PbsHosts hosts = hosts();
        long hadProcessors = count("resources_used.ncpus");
        Long usedMemory = RequestedMemory.pbsBytes(value("resources_used.mem"));
        return new LoggedJob(
                taskIndex < 0 ? number : LoggedJob.NOT_KNOWN,
                1,
                submitS,
                lengthS("etime"),
                lengthS("start"),
                lengthS("end"),
                elapsedS(),
                lengthS("Resource_List.walltime"),
                checked(hadProcessors > 0 ? hadProcessors : hosts.processorCount(), "exec_host"),
                checked(requestedProcessors(), "Resource_List.nodes"),
                hosts.names().isEmpty() ? nodeCount() : hosts.names().size(),
                memory(),
                usedMemory == null ? LoggedJob.NOT_KNOWN : usedMemory,
                value("user"),
                value("group"),
                value("queue"));
    }

    private long requestedProcessors() throws RejectedValueException {
        long ofNodes =
                sum("Resource_List.nodes", value("Resource_List.nodes"), CHUNK_PROCESSORS, 1);
        long ncpus = count("Resource_List.ncpus");
        long procs = count("Resource_List.procs");
        return Math.max(ofNodes, ncpus > 0 ? ncpus : procs);
    }

    private int nodeCount() throws RejectedValueException {
        Matcher matcher = CHUNK_COUNT.matcher(value("Resource_List.nodect"));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private RequestedMemory memory() throws RejectedValueException {
        String total = value("Resource_List.mem");
        return total.isEmpty()
                ? RequestedMemory.ofPbs(
                        "Resource_List.pmem",
                        value("Resource_List.pmem"),
                        MemoryScope.PER_PROCESSOR)
                : RequestedMemory.ofPbs("Resource_List.mem", total, MemoryScope.PER_JOB);
    }

    /** What the chunks of a request of TORQUE ask for together; 0 for no request. */
    private static long sum(String field, String request, Pattern amount, long fallback)
            throws RejectedValueException {
        long sum = 0;
        if (!request.isEmpty()) {
            for (String chunk : request.split("\\+")) {
                Matcher count = CHUNK_COUNT.matcher(chunk);
                Matcher each = amount.matcher(chunk);
                long nodes = count.matches() ? Long.parseLong(count.group(1)) : 1;
                sum += nodes * (each.matches() ? Long.parseLong(each.group(1)) : fallback);
                if (sum > Integer.MAX_VALUE) {
                    throw new RejectedValueException(RejectionReason.TOO_LARGE, field, request);
                }
            }
        }
        return sum;
    }

    private long count(String attribute) throws RejectedValueException {
        String text = value(attribute);
        if (text.isEmpty()) {
            return 0;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new RejectedValueException(RejectionReason.NOT_A_NUMBER, attribute, text);
        }
        return checked(Long.parseLong(text), attribute);
    }

    private int checked(long count, String attribute) throws RejectedValueException {
        if (count > Integer.MAX_VALUE) {
            throw new RejectedValueException(
                    RejectionReason.TOO_LARGE, attribute, value(attribute));
        }
        return (int) count;
    }
}
