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
/**
 * Examines a site's Slurm before Weft schedules it: {@link io.weft.slurm.check.SlurmExam} asks the
 * controller, or reads a slurm.conf, and a few rules, each about one thing, say what to change and
 * why. Nothing is changed. The facts behind the rules were measured on Slurm 22.05; the page
 * docs/slurm.md has them.
 */
package io.weft.slurm.check;
