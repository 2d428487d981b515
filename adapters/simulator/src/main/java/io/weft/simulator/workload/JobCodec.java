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

import io.weft.core.wire.JobClass;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Jobs as bytes, for a file that lives as long as the process. */
final class JobCodec {
    private static final int ALWAYS_BUSY = -1;

    private JobCodec() {}

    static void write(JobSpec job, DataOutputStream target) throws IOException {
        // Ids are 0 or above, so that the end of the bytes cannot be taken for one.
        target.writeLong(job.id());
        target.writeLong(job.submitNs());
        target.writeLong(job.runtimeNs());
        target.writeLong(job.walltimeNs());
        target.writeInt(job.processors());
        target.writeInt(job.nodeCount());
        target.writeInt(job.coresPerNode());
        target.writeLong(job.memoryPerNode());
        target.writeLong(job.memoryPerCore());
        target.writeInt(job.userId());
        target.writeInt(job.groupId());
        target.writeInt(job.queue());
        target.writeUTF(job.jobClass().name());
        write(job.usage(), target);
        target.writeInt(job.coreCountMin());
    }

    private static void write(UsagePattern usage, DataOutputStream target) throws IOException {
        if (usage.isAlwaysBusy()) {
            target.writeInt(ALWAYS_BUSY);
            return;
        }
        target.writeInt(usage.busyCount());
        target.writeLong(usage.prologIdleNs());
        target.writeLong(usage.epilogIdleNs());
        for (int i = 0; i < usage.busyCount(); i++) {
            if (i > 0) {
                target.writeLong(usage.idleNs(i - 1));
            }
            target.writeLong(usage.busyNs(i));
        }
    }

    /** Null at the end of the bytes. */
    static JobSpec read(DataInputStream source) throws IOException {
        int first = source.read();
        if (first < 0) {
            return null;
        }
        long id = (long) first << 56 | readLow(source);
        return new JobSpec(
                id,
                source.readLong(),
                source.readLong(),
                source.readLong(),
                source.readInt(),
                source.readInt(),
                source.readInt(),
                source.readLong(),
                source.readLong(),
                source.readInt(),
                source.readInt(),
                source.readInt(),
                JobClass.valueOf(source.readUTF()),
                readUsage(source),
                source.readInt());
    }

    /** The seven bytes below the highest. */
    private static long readLow(DataInputStream source) throws IOException {
        long low = 0;
        for (int i = 0; i < Long.BYTES - 1; i++) {
            low = low << 8 | source.readUnsignedByte();
        }
        return low;
    }

    private static UsagePattern readUsage(DataInputStream source) throws IOException {
        int busyCount = source.readInt();
        if (busyCount == ALWAYS_BUSY) {
            return UsagePattern.ALWAYS_BUSY;
        }
        long prologIdleNs = source.readLong();
        long epilogIdleNs = source.readLong();
        long[] periodsNs = new long[Math.max(0, 2 * busyCount - 1)];
        for (int i = 0; i < periodsNs.length; i++) {
            periodsNs[i] = source.readLong();
        }
        return UsagePattern.of(prologIdleNs, epilogIdleNs, periodsNs);
    }
}
