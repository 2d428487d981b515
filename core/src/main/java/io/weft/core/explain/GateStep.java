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
 * What one limit or licence says of a job, wherever it would be put.
 *
 * @param name of what is counted, such as {@code user 3: cores}, {@code account 5 in queue 0: jobs}
 *     or {@code licence 7: tokens}.
 * @param held what jobs that run have of it, as asked for; a tenant is told what its own have.
 * @param asked what the job needs of it.
 * @param cap most that there may be together.
 * @param open whether the job may have it now.
 */
public record GateStep(String name, long held, long asked, long cap, boolean open) {}
