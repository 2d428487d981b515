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

import java.util.List;

/**
 * Who is in the way of a job.
 *
 * @param holderCount jobs that hold something on nodes that would give the job more if they were
 *     empty; 0 when the candidates suffice.
 * @param awaitedCount those of them that its earliest start waits for: they are expected to end by
 *     then.
 * @param otherTenantCount those of them that the asking tenant is told no more of.
 * @param holders the first of them, by expected end.
 * @param ahead the pending job that the reason names, or null.
 */
public record Blockers(
        int holderCount,
        int awaitedCount,
        int otherTenantCount,
        List<Holder> holders,
        Ahead ahead) {}
