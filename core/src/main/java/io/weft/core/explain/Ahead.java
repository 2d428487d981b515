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
 * A pending job that another one waits for.
 *
 * @param jobId of the job; null when it is another tenant's.
 * @param nodeCount nodes it asks for, null when it is another tenant's.
 * @param coresPerNode cores it asks for on each, null when it is another tenant's.
 * @param earliestStartNs when it would fit; null when it never would or is another tenant's.
 */
public record Ahead(Long jobId, Integer nodeCount, Integer coresPerNode, Long earliestStartNs) {
    /** A job of which nothing may be told. */
    static final Ahead OTHER_TENANT = new Ahead(null, null, null, null);
}
