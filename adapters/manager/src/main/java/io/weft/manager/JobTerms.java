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
package io.weft.manager;

import io.weft.core.client.JobRequest;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.SubmitJobDecoder;

/**
 * What a job was submitted with that the kernel cannot be told to change: when its user changes it,
 * the job is submitted anew.
 *
 * @param queue name of its queue.
 * @param jobClass of the job.
 * @param nodeCount nodes, or 0 for cores anywhere.
 * @param coreCount cores of each node, or with no nodes of all together.
 * @param memoryPerNode bytes.
 * @param memoryPerCore bytes.
 * @param gpusPerNode GPUs.
 * @param features bits of those that each node must have.
 * @param isExclusive whether it wants its nodes alone.
 * @param isRequeueable whether it may be started anew.
 */
record JobTerms(
        String queue,
        JobClass jobClass,
        int nodeCount,
        int coreCount,
        long memoryPerNode,
        long memoryPerCore,
        int gpusPerNode,
        long features,
        boolean isExclusive,
        boolean isRequeueable) {

    /** Of a job as it is observed. */
    static JobTerms of(final JobAsk ask, final QueueSpec queue, final long features) {
        return new JobTerms(
                queue.name(),
                ask.classHint() == null ? queue.jobClass() : ask.classHint(),
                ask.nodeCount(),
                ask.coreCount(),
                ask.memoryPerNode(),
                ask.memoryPerCore(),
                ask.gpusPerNode(),
                features,
                ask.isExclusive(),
                ask.isRequeueable());
    }

    /** Of a job as it was submitted. */
    static JobTerms of(final SubmitJobDecoder input, final String queue) {
        return new JobTerms(
                queue,
                input.jobClass(),
                input.nodeCount(),
                input.coresPerNode(),
                input.memoryPerNode(),
                input.memoryPerCore(),
                input.gpusPerNode(),
                input.features(),
                input.exclusive() == BooleanType.YES,
                input.requeueable() == BooleanType.YES);
    }

    /** Writes them into a request. */
    void into(final JobRequest request) {
        request.memoryPerNode(memoryPerNode)
                .memoryPerCore(memoryPerCore)
                .gpusPerNode(gpusPerNode)
                .features(features)
                .jobClass(jobClass)
                .exclusive(isExclusive)
                .requeueable(isRequeueable);
        if (nodeCount == 0) {
            request.coresAnywhere(coreCount);
        } else {
            request.nodes(nodeCount, coreCount);
        }
    }
}
