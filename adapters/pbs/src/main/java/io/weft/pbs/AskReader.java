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
package io.weft.pbs;

import io.weft.core.wire.JobClass;
import io.weft.manager.JobAsk;
import io.weft.pbs.PlaceStatement.Arrangement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a job asks for, in the words of the kernel: equal nodes, or cores anywhere. A request that
 * these words cannot keep is refused with a reason, not guessed at.
 */
final class AskReader {
    private static final Set<String> CHUNK_RESOURCES =
            Set.of("ncpus", "mem", "ngpus", "mpiprocs", "ompthreads");

    /** Limits of a process or a job, which the mom keeps, and what the select statement repeats. */
    private static final Set<String> JOB_RESOURCES =
            Set.of(
                    "ncpus",
                    "mem",
                    "ngpus",
                    "mpiprocs",
                    "ompthreads",
                    "nodes",
                    "nodect",
                    "select",
                    "place",
                    "walltime",
                    "min_walltime",
                    "max_walltime",
                    "soft_walltime",
                    "cput",
                    "pcput",
                    "pmem",
                    "pvmem",
                    "vmem",
                    "file",
                    "nice",
                    "software");

    private static final String LIST = "Resource_List.";

    private final Set<String> features;
    private final Set<String> ignored;
    private final String classResource;

    AskReader(final PbsSettings settings) {
        features = new LinkedHashSet<>(settings.featureResources());
        ignored = new LinkedHashSet<>(settings.ignoredResources());
        classResource = settings.classResource();
    }

    /** The chunks of a job. */
    static SelectStatement select(final PbsRecord job) throws UnsupportedAskException {
        final String normal = job.text("schedselect");
        return SelectStatement.parse(normal.isEmpty() ? job.text(LIST + "select") : normal);
    }

    /**
     * Reads what a job asks for.
     *
     * @throws UnsupportedAskException when that cannot be kept.
     */
    JobAsk read(final PbsRecord job) throws UnsupportedAskException {
        final SelectStatement select = select(job);
        final PlaceStatement place = PlaceStatement.parse(job.text(LIST + "place"));
        final List<String> wanted = features(job, select);
        final boolean isOneNode =
                select.chunkCount() == 1 || place.arrangement() == Arrangement.PACK;
        if (!place.group().isEmpty() && !isOneNode) {
            throw new UnsupportedAskException("place=group is kept for one node only");
        }
        if (isOneNode) {
            return ask(job, place, wanted, 1, cores(select.coreCount()), select, select.memory());
        }
        if (!select.isUniform()) {
            throw new UnsupportedAskException(
                    "chunks that differ are kept with place=pack only: select="
                            + job.text("schedselect"));
        }
        final Chunk chunk = select.chunks().get(0);
        final boolean isAnywhere =
                place.arrangement() == Arrangement.FREE
                        && chunk.coreCount() == 1
                        && chunk.gpuCount() == 0;
        final int nodeCount = isAnywhere ? 0 : select.chunkCount();
        final int coreCount = isAnywhere ? select.chunkCount() : chunk.coreCount();
        return ask(job, place, wanted, nodeCount, coreCount, select, chunk.memory());
    }

    private static int cores(final long count) throws UnsupportedAskException {
        if (count > Integer.MAX_VALUE) {
            throw new UnsupportedAskException("ncpus=" + count);
        }
        return (int) count;
    }

    private JobAsk ask(
            final PbsRecord job,
            final PlaceStatement place,
            final List<String> wanted,
            final int nodeCount,
            final int coreCount,
            final SelectStatement select,
            final long memory)
            throws UnsupportedAskException {
        return new JobAsk(
                nodeCount,
                coreCount,
                nodeCount == 0 ? 0 : memory,
                nodeCount == 0 ? memory : 0,
                nodeCount == 0 ? 0 : (int) (select.gpuCount() / nodeCount),
                walltimeS(job),
                wanted,
                place.isExclusive(),
                !"False".equals(job.text("Rerunable")),
                beginTimeS(job),
                priority(job),
                jobClass(job));
    }

    private List<String> features(final PbsRecord job, final SelectStatement select)
            throws UnsupportedAskException {
        final Set<String> wanted = new LinkedHashSet<>();
        for (final Chunk chunk : select.chunks()) {
            for (final Map.Entry<String, String> resource : chunk.resources().entrySet()) {
                if (features.contains(resource.getKey())) {
                    wanted.add(feature(resource.getKey(), resource.getValue()));
                } else if (!CHUNK_RESOURCES.contains(resource.getKey())
                        && !ignored.contains(resource.getKey())) {
                    throw new UnsupportedAskException(
                            "Weft does not manage the resource " + resource.getKey());
                }
            }
        }
        for (final String attribute : job.attributes().keySet()) {
            if (attribute.startsWith(LIST)) {
                checkJobResource(attribute.substring(LIST.length()));
            }
        }
        return new ArrayList<>(wanted);
    }

    /** What is asked for the job as a whole, beside its chunks. */
    private void checkJobResource(final String name) throws UnsupportedAskException {
        if (!JOB_RESOURCES.contains(name)
                && !ignored.contains(name)
                && !features.contains(name)
                && !name.equals(classResource)) {
            throw new UnsupportedAskException("Weft does not manage the resource " + name);
        }
    }

    static String feature(final String resource, final String value) {
        return resource + "=" + value;
    }

    private static long walltimeS(final PbsRecord job) throws UnsupportedAskException {
        final String limit = job.text(LIST + "walltime");
        final String text = limit.isEmpty() ? job.text(LIST + "max_walltime") : limit;
        try {
            return text.isEmpty() ? 0 : PbsUnits.seconds(text);
        } catch (final IllegalArgumentException ex) {
            throw new UnsupportedAskException("walltime=" + text);
        }
    }

    private static long beginTimeS(final PbsRecord job) throws UnsupportedAskException {
        final String text = job.text("Execution_Time");
        try {
            return text.isEmpty() || !"W".equals(job.text("job_state"))
                    ? 0
                    : PbsUnits.epochSeconds(text);
        } catch (final IllegalArgumentException ex) {
            throw new UnsupportedAskException("Execution_Time=" + text);
        }
    }

    private static long priority(final PbsRecord job) throws UnsupportedAskException {
        final String text = job.text("Priority");
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (final NumberFormatException ex) {
            throw new UnsupportedAskException("Priority=" + text);
        }
    }

    /** What the resource for it says; otherwise a job of qsub -I is interactive. */
    private JobClass jobClass(final PbsRecord job) throws UnsupportedAskException {
        final String text = job.text(LIST + classResource).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "" -> "True".equals(job.text("interactive")) ? JobClass.INTERACTIVE : null;
            case "batch" -> JobClass.BATCH;
            case "interactive" -> JobClass.INTERACTIVE;
            case "urgent" -> JobClass.URGENT;
            default ->
                    throw new UnsupportedAskException(
                            classResource + "=" + text + ", expected batch, interactive or urgent");
        };
    }
}
