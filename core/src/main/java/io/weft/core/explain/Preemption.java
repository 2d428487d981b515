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
package io.weft.core.explain;

/**
 * A job had to give way.
 *
 * @param position of the entry that led to it.
 * @param timeNs of that entry.
 * @param victimId the job that gave way; null when it is another tenant's.
 * @param beneficiaryId the job that gets its place; null when there is none, or it is another
 *     tenant's.
 * @param ofOtherTenant whether one of the two is another tenant's.
 * @param way how it gives way: {@code suspend}, {@code requeue} or {@code cancel}.
 * @param reason why.
 * @param workLostCoreMs work that is lost by it, in core ms.
 * @param graceNs time the job is given to stop.
 */
public record Preemption(
        long position,
        long timeNs,
        Long victimId,
        Long beneficiaryId,
        boolean ofOtherTenant,
        String way,
        Reason reason,
        long workLostCoreMs,
        long graceNs) {}
